import type { zhTW } from './zh-TW'
import { budget } from './en/budget'
import { calendar } from './en/calendar'
import { chapters } from './en/chapters'
import { comments } from './en/comments'
import { common } from './en/common'
import { exchange } from './en/exchange'
import { fields } from './en/fields'
import { findings } from './en/findings'
import { intake } from './en/intake'
import { library } from './en/library'
import { narrative } from './en/narrative'
import { season } from './en/season'
import { shell } from './en/shell'
import { terms } from './en/terms'
import { ways } from './en/ways'

// A word that zh-TW has and this lacks does not compile.
export const en: typeof zhTW = { common, shell, library, season, findings, terms, fields, chapters, budget, narrative, intake, exchange, comments, calendar, ways }
