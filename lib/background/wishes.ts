import * as v from 'valibot'
import { defineCollection } from '../storage/collection.ts'

/** What the person asked for and a stop must not make us forget; `at` in ms since the epoch. */
export const WISHES = defineCollection('wish', 1, v.object({ at: v.number() }))
