import { expect, test } from 'vitest'
import { fakeFetch, IDENTITY, USER_ANSWER } from '../test-support/plex-server.ts'
import { createPlexClient } from './client.ts'
import { Token } from './token.ts'

function ask(answer: object | string) {
  const plex = createPlexClient({ fetch: fakeFetch(answer).fetch, now: () => 0 })
  return plex.getUser(IDENTITY, new Token('t'))
}

test('a user is told by what is used, and the echoed token is left out', async () => {
  expect(await ask(USER_ANSWER)).toEqual({
    id: '1234567',
    uuid: 'a1b2c3',
    username: 'ann',
    title: 'Ann',
    email: 'ann@example.org',
    thumb: 'https://plex.tv/users/a1b2c3/avatar',
  })
})

test('a managed Home user without name and e-mail is a user', async () => {
  expect(await ask({ id: 5, title: 'Kid', username: '', email: null })).toEqual({
    id: '5',
    uuid: '',
    username: '',
    title: 'Kid',
    email: '',
    thumb: '',
  })
})

test('a user without an id is none', async () => {
  await expect(ask({ title: 'Nobody' })).rejects.toMatchObject({ kind: 'unreadable' })
})
