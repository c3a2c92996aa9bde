/** What our own pages know of the rules; the background holds them all the same. */
export { LOCK_AFTER } from '../settings/settings.ts'
export { DURATIONS, isPlainHttp, needsToken } from '../sites/policy.ts'
export { LARGEST_FILE } from '../transfer/limits.ts'
