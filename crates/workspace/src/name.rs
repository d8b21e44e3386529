//! When two written names are the same name.

use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Folds what offices write differently and mean alike: width and compatibility forms (NFKC), white space
/// anywhere (王　大明), and 台 for 臺. Nothing else: a variant that could be another person is asked about.
pub fn folded(name: &str) -> String {
    name.nfkc()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == '台' { '臺' } else { c })
        .collect()
}

/// Characters that are written for one another in names (異體字), each with the form that stands for both. Two names
/// that differ in nothing else may be one person's: it is asked, never assumed, for two people may be registered so.
const VARIANTS: &str = "黄黃 峯峰 温溫 邨村 羣群 裏裡 衞衛 濶闊 喆哲 堃坤 甯寧 祕秘 啓啟 敍敘 叙敘 綉繡 恒恆 愼慎 眞真 静靜 淸清 \
    郞郎 鄕鄉 卽即 旣既 録錄 緑綠 敎教 産產 顔顏 彦彥 説說 悦悅 鋭銳 閲閱 兑兌 爲為 嬀媯 呉吳 吴吳 户戶 戸戶 増增 邉邊 辺邊 葱蔥 聡聰 \
    鷄雞 艷豔 艶豔 巗巖 嵒巖 崐崑 崘崙 嶋島 嶌島 廸迪 廻迴 涌湧 恵惠 徳德 聴聽 姉姊 姸妍 嫺嫻 珎珍 瑯琅 鑒鑑 鑛礦 鉄鐵 鐡鐵 銕鐵 荘莊 庄莊 \
    蒋蔣 蘓蘇 薗園 薫薰 菴庵 万萬 禄祿 礼禮 豊豐 竜龍 亀龜 滝瀧 沢澤 斉齊 斎齋 済濟 浜濱 壮壯 将將 奨獎 奬獎 寿壽 実實 宝寶 寳寶 国國 \
    囯國 栄榮 桜櫻 剣劍 劔劍 劒劍 剱劍 歎嘆 歓歡 権權 観觀 浄淨 争爭 勲勳 勛勳 効效 勅敕 号號 吕呂 宫宮 尭堯 暁曉 栢柏 樑梁 碁棋 棊棋 杰傑 \
    煇輝 燿耀 晋晉 册冊 姗姍 没沒 强強 彊強 弥彌 緜綿 綫線 羡羨 翆翠 耻恥 舘館 芦蘆 莱萊 来來 頼賴 頴穎 顕顯 髙高 鴈雁 鳯鳳 麦麥 黒黑 \
    黙默 齢齡 龎龐 厐龐 咏詠 譲讓 讃讚 賛贊 賔賓 贒賢 軆體 躰體 逺遠 遥遙 瑶瑤 謡謠 畵畫 疎疏 皐皋 眀明 朙明 秌秋 秊年 稺稚 窓窗 窻窗 \
    竝並 笋筍 粛肅 絶絕 昻昂 朶朵 栁柳 桒桑 楽樂 毎每 氷冰 渕淵 渊淵 満滿 熈熙 煕熙 爕燮 牀床 琹琴 凃涂 槇槙 藴蘊 緖緒 舎舍 曽曾 会會 学學";

/// What people write after a name that is no part of it.
const TITLES: [&str; 24] = [
    "助理研究員",
    "副研究員",
    "研究員",
    "助理教授",
    "副教授",
    "教授",
    "副校長",
    "校長",
    "副院長",
    "院長",
    "副主任",
    "主任",
    "所長",
    "執行長",
    "講師",
    "老師",
    "博士",
    "醫師",
    "專員",
    "經理",
    "助理",
    "先生",
    "女士",
    "小姐",
];

/// What two spellings of one person's name have in common: [`folded`], without titles behind it (王大明教授), with one
/// form for characters that stand for one another (黄黃, 峯峰). Equal only means that it is worth asking.
pub fn likeness(name: &str) -> String {
    let mut name: String = folded(name).to_lowercase().chars().map(plain).collect();
    let bare = TITLES.iter().find_map(|title| name.strip_suffix(title));
    // What is left must be a name still.
    if let Some(bare) = bare.filter(|bare| bare.chars().nth(1).is_some()) {
        name = bare.to_owned();
    }
    name
}

fn plain(c: char) -> char {
    static FORMS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let pairs = VARIANTS.split_whitespace().map(|pair| {
            let mut pair = pair.chars();
            (pair.next(), pair.next())
        });
        pairs
            .filter_map(|(written, form)| Some((written?, form?)))
            .collect()
    });
    FORMS.get(&c).copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::{VARIANTS, folded, likeness};

    #[test]
    fn variants_and_titles_are_like_and_nothing_else_is() {
        for (a, b) in [
            ("黃大明", "黄大明"),
            ("林峯", "林峰"),
            ("温淑惠", "溫淑恵"),
            ("王大明教授", "王　大明"),
            ("王大明 副教授", "王大明校長"),
            ("Ｊｏｈｎ Smith", "john smith"),
            ("台小英", "臺小英"),
        ] {
            assert_eq!(likeness(a), likeness(b));
        }
        for (a, b) in [
            ("王大明", "王小明"),
            ("高博士", "高"),
            ("陳經理", "陳"),
            ("邱丘", "丘邱"),
        ] {
            assert_ne!(likeness(a), likeness(b));
        }
    }

    #[test]
    fn every_variant_has_one_form_that_is_no_variant_itself() {
        let written: Vec<char> = VARIANTS
            .split_whitespace()
            .map(|p| p.chars().next().unwrap())
            .collect();
        for (i, pair) in VARIANTS.split_whitespace().enumerate() {
            let pair: Vec<char> = pair.chars().collect();
            assert!(pair.len() == 2 && pair[0] != pair[1], "{pair:?}");
            assert!(
                !written[..i].contains(&pair[0]) && !written.contains(&pair[1]),
                "{pair:?}"
            );
        }
    }

    #[test]
    fn spacing_width_and_tai_fold() {
        assert_eq!(folded("國立　台灣 大學"), folded("國立臺灣大學"));
        assert_eq!(folded("ＡＢＣ"), "ABC");
        assert_ne!(folded("黃大明"), folded("黄大明"));
    }
}
