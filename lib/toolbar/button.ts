import browser from 'webextension-polyfill'
import { type BadgeNews, badgeOf } from './badge.ts'

export async function showBadge(news: BadgeNews, title: string): Promise<void> {
  const { text, color } = badgeOf(news)
  await browser.action.setBadgeText({ text })
  await browser.action.setTitle({ title })
  if (!text) return
  await browser.action.setBadgeBackgroundColor({ color })
  await browser.action.setBadgeTextColor({ color: '#ffffff' })
}
