/** What our own pages know of the rules; the background holds them all the same. */
export { DURATIONS, isPlainHttp, needsToken } from '../sites/policy.ts'
