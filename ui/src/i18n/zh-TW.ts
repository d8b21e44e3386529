import { budget } from './zh-TW/budget'
import { chapters } from './zh-TW/chapters'
import { common } from './zh-TW/common'
import { exchange } from './zh-TW/exchange'
import { fields } from './zh-TW/fields'
import { findings } from './zh-TW/findings'
import { intake } from './zh-TW/intake'
import { library } from './zh-TW/library'
import { narrative } from './zh-TW/narrative'
import { season } from './zh-TW/season'
import { shell } from './zh-TW/shell'
import { terms } from './zh-TW/terms'

export const zhTW = { common, shell, library, season, findings, terms, fields, chapters, budget, narrative, intake, exchange }
