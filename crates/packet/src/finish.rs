//! The finishing pass over the written file: outline, structure, page numbers, language, metadata.

use crate::block::Entry;
use crate::merge::{self, Foreign};
use crate::packet::Error;
use crate::page::{HEIGHT, Tag};
use crate::progress::Steps;
use crate::tags::{Element, Tags};
use crate::verify::{self, AsPrinted};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// What is said of the file as a whole.
pub(crate) struct About<'a> {
    pub(crate) title: &'a str,
    pub(crate) author: &'a str,
    pub(crate) program: String,
    /// `YYYYMMDD`.
    pub(crate) day: String,
    /// How to print it again; nothing on a paper beside the packet.
    pub(crate) as_printed: Option<&'a AsPrinted>,
}

/// Where the file keeps how it was printed.
pub(crate) const PRINTED_AS: &[u8] = b"UsrDeskPrintedAs";
/// Where a page keeps its code.
pub(crate) const PAGE_CODE: &[u8] = b"UsrDeskPageCode";

/// What the pages are made of, for outline and structure.
pub(crate) struct Structure<'a> {
    pub(crate) entries: &'a [Entry],
    pub(crate) anchors: &'a [Option<(usize, f32)>],
    pub(crate) tags: &'a Tags,
    pub(crate) marks: &'a [Vec<u32>],
    pub(crate) links: &'a [Vec<Tag>],
    /// Pages from here on are stamps, one for each foreign page.
    pub(crate) own_pages: usize,
    /// The code of each page.
    pub(crate) codes: &'a [String],
}

/// Opened, described, packed, written; besides, one for each attached file.
pub(crate) const STEPS: usize = 4;

/// Adds all of it and writes the file anew.
pub(crate) fn finish(
    bytes: &[u8],
    about: &About,
    structure: &Structure,
    foreign: Vec<Foreign>,
    steps: &mut Steps,
) -> Result<Vec<u8>, Error> {
    steps.next()?;
    let mut document = Document::load_mem(bytes)?;
    document.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    steps.next()?;
    let outline = outline(&mut document, structure, &pages);
    let tree = structure_tree(&mut document, structure, &pages)?;
    merge::merge(
        &mut document,
        pages.get(structure.own_pages..).unwrap_or_default(),
        foreign,
        steps,
    )?;
    for (page, code) in pages.iter().zip(structure.codes) {
        let page = document.get_dictionary_mut(*page)?;
        page.set(PAGE_CODE, Object::string_literal(code.as_str()));
    }
    // Once more on the first page: a file that was put together from pages keeps nothing else.
    if let (Some(first), Some(printed)) = (pages.first(), about.as_printed) {
        let printed_as = verify::kept(printed);
        document.get_dictionary_mut(*first)?.set(PRINTED_AS, printed_as);
    }
    let labels = document.add_object(dictionary! {
        "Nums" => vec![0.into(), dictionary! { "S" => "D" }.into()],
    });
    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = document.add_object(Stream::new(kind, xmp(about).into_bytes()).with_compression(false));
    let mut properties = dictionary! {
        "Title" => text(about.title),
        "Author" => text(about.author),
        "Creator" => text(&about.program),
        "Producer" => text(&about.program),
        "CreationDate" => Object::string_literal(format!("D:{}000000+08'00'", about.day)),
        "ModDate" => Object::string_literal(format!("D:{}000000+08'00'", about.day)),
    };
    if let Some(printed) = about.as_printed {
        properties.set(PRINTED_AS, verify::kept(printed));
    }
    let info = document.add_object(properties);
    let catalog = document.catalog_mut()?;
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    catalog.set("PageLayout", "SinglePage");
    catalog.set("PageLabels", labels);
    catalog.set("Metadata", metadata);
    catalog.set("StructTreeRoot", tree);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Lang", Object::string_literal("zh-Hant-TW"));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    document.trailer.set("Info", info);
    let id = Object::String(digest(bytes).to_vec(), lopdf::StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    document.prune_objects();
    steps.next()?;
    document.compress();
    steps.next()?;
    let mut finished = Vec::new();
    document.save_to(&mut finished).map_err(lopdf::Error::from)?;
    Ok(finished)
}

/// A text string: UTF-16 with its mark.
pub(crate) fn text(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}

/// Bookmarks, nested as the headings are.
fn outline(document: &mut Document, structure: &Structure, pages: &[ObjectId]) -> Option<ObjectId> {
    struct Node {
        id: ObjectId,
        parent: usize,
        children: Vec<usize>,
    }
    let root = document.new_object_id();
    let mut nodes = vec![Node {
        id: root,
        parent: 0,
        children: Vec::new(),
    }];
    let mut path: Vec<(u8, usize)> = Vec::new();
    let mut places = vec![None];
    for entry in structure.entries {
        let Some((page, top)) = structure.anchors.get(entry.anchor).copied().flatten() else {
            continue;
        };
        while path.last().is_some_and(|(level, _)| *level >= entry.level) {
            path.pop();
        }
        let parent = path.last().map_or(0, |(_, node)| *node);
        let index = nodes.len();
        nodes.push(Node {
            id: document.new_object_id(),
            parent,
            children: Vec::new(),
        });
        nodes[parent].children.push(index);
        places.push(Some((entry, pages[page], HEIGHT - top + 8.0)));
        path.push((entry.level, index));
    }
    let ids: Vec<ObjectId> = nodes.iter().map(|node| node.id).collect();
    for (index, node) in nodes.iter().enumerate() {
        let mut item = Dictionary::new();
        if let (Some(first), Some(last)) = (node.children.first(), node.children.last()) {
            item.set("First", ids[*first]);
            item.set("Last", ids[*last]);
            // The chief headings are open, what is below them is not.
            let count = i64::try_from(node.children.len()).unwrap_or(0);
            item.set("Count", if index == 0 { count } else { -count });
        }
        if let Some((entry, page, top)) = places[index] {
            let siblings = &nodes[node.parent].children;
            let at = siblings.iter().position(|s| *s == index).unwrap_or(0);
            if at > 0 {
                item.set("Prev", ids[siblings[at - 1]]);
            }
            if at + 1 < siblings.len() {
                item.set("Next", ids[siblings[at + 1]]);
            }
            item.set("Parent", ids[node.parent]);
            item.set("Title", text(&entry.text));
            let destination: Vec<Object> = vec![
                page.into(),
                "XYZ".into(),
                Object::Null,
                Object::Real(top),
                Object::Null,
            ];
            item.set("Dest", destination);
        } else {
            item.set("Type", "Outlines");
        }
        document.set_object(node.id, item);
    }
    (nodes.len() > 1).then_some(root)
}

/// What stands in each element, in the order of reading: its pieces on the pages, and its children where their own
/// first piece is; children without a piece (empty cells) keep their place among the others.
struct Kids<'a> {
    elements: &'a [Element],
    ids: &'a [ObjectId],
    /// Children of each element; the last is those of the document.
    children: Vec<Vec<usize>>,
    /// How many of them are in already.
    reached: Vec<usize>,
    of: Vec<Vec<Object>>,
    top: Vec<Object>,
}

impl<'a> Kids<'a> {
    fn new(elements: &'a [Element], ids: &'a [ObjectId]) -> Kids<'a> {
        let count = elements.len();
        let mut children = vec![Vec::new(); count + 1];
        for (index, element) in elements.iter().enumerate() {
            children[element.parent.map_or(count, |p| p as usize)].push(index);
        }
        Kids {
            elements,
            ids,
            children,
            reached: vec![0; count + 1],
            of: vec![Vec::new(); count],
            top: Vec::new(),
        }
    }

    /// Puts an element, and its elder siblings, into its parent, and that into its own.
    fn reach(&mut self, index: usize) {
        let parent = self.elements[index].parent.map(|p| p as usize);
        if let Some(parent) = parent {
            self.reach(parent);
        }
        let slot = parent.unwrap_or(self.elements.len());
        let at = self.children[slot].partition_point(|child| *child <= index);
        self.reach_up_to(slot, at);
    }

    fn reach_up_to(&mut self, slot: usize, at: usize) {
        for next in self.reached[slot]..at {
            let child = self.ids[self.children[slot][next]].into();
            match self.of.get_mut(slot) {
                Some(kids) => kids.push(child),
                None => self.top.push(child),
            }
        }
        self.reached[slot] = self.reached[slot].max(at);
    }

    fn reach_all(&mut self) {
        for slot in 0..self.children.len() {
            self.reach_up_to(slot, self.children[slot].len());
        }
    }
}

/// The structure tree: elements, and on which page their marked pieces stand.
fn structure_tree(
    document: &mut Document,
    structure: &Structure,
    pages: &[ObjectId],
) -> Result<ObjectId, lopdf::Error> {
    let elements = &structure.tags.elements;
    let root = document.new_object_id();
    let top = document.new_object_id();
    let ids: Vec<ObjectId> = elements.iter().map(|_| document.new_object_id()).collect();
    let mut kids = Kids::new(elements, &ids);
    let mut numbers: Vec<Object> = Vec::new();
    for (page, marks) in structure.marks.iter().enumerate() {
        let parents: Vec<Object> = marks.iter().map(|tag| ids[*tag as usize].into()).collect();
        for (mcid, tag) in marks.iter().enumerate() {
            let mcid = i64::try_from(mcid).unwrap_or(0);
            let piece = dictionary! { "Type" => "MCR", "Pg" => pages[page], "MCID" => mcid };
            kids.reach(*tag as usize);
            kids.of[*tag as usize].push(piece.into());
        }
        numbers.push(i64::try_from(page).unwrap_or(0).into());
        numbers.push(document.add_object(parents).into());
        let dictionary = document.get_dictionary_mut(pages[page])?;
        dictionary.set("StructParents", i64::try_from(page).unwrap_or(0));
        dictionary.set("Tabs", "S");
    }
    kids.reach_all();
    let Kids {
        of: mut kids,
        top: top_kids,
        ..
    } = kids;
    let mut key = i64::try_from(pages.len()).unwrap_or(0);
    for (page, tags) in structure
        .links
        .iter()
        .enumerate()
        .filter(|(_, tags)| !tags.is_empty())
    {
        let annotations = document
            .get_dictionary(pages[page])?
            .get(b"Annots")?
            .as_array()?
            .clone();
        let mut moved = Vec::new();
        for (annotation, tag) in annotations.into_iter().zip(tags) {
            let mut link = annotation.as_dict()?.clone();
            link.set("F", 4); // printed as it is shown
            link.set("StructParent", key);
            link.set("Contents", text("前往該頁"));
            let id = document.add_object(link);
            moved.push(id.into());
            if let Some(tag) = tag {
                let tag = *tag as usize;
                kids[tag].push(dictionary! { "Type" => "OBJR", "Pg" => pages[page], "Obj" => id }.into());
                numbers.push(key.into());
                numbers.push(ids[tag].into());
            }
            key += 1;
        }
        document
            .get_dictionary_mut(pages[page])?
            .set("Annots", Object::Array(moved));
    }
    for (index, element) in elements.iter().enumerate() {
        let mut item = dictionary! {
            "Type" => "StructElem",
            "S" => element.role,
            "P" => element.parent.map_or(top, |parent| ids[parent as usize]),
            "K" => std::mem::take(&mut kids[index]),
        };
        if element.role == "TH" || element.span != (1, 1) {
            let mut attributes = dictionary! { "O" => "Table" };
            if element.role == "TH" {
                attributes.set("Scope", element.scope);
            }
            for (key, over) in [("ColSpan", element.span.0), ("RowSpan", element.span.1)] {
                if over > 1 {
                    attributes.set(key, i64::try_from(over).unwrap_or(1));
                }
            }
            item.set("A", attributes);
        }
        if let Some(alt) = &element.alt {
            item.set("Alt", text(alt));
        }
        if element.role == "Note" {
            item.set("ID", Object::string_literal(format!("note-{index}")));
        }
        document.set_object(ids[index], item);
    }
    document.set_object(
        top,
        dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => top_kids },
    );
    let parent_tree = document.add_object(dictionary! { "Nums" => numbers });
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot", "K" => top, "ParentTree" => parent_tree, "ParentTreeNextKey" => key,
        },
    );
    Ok(root)
}

fn xmp(about: &About) -> String {
    let escaped = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    };
    let day = format!(
        "{}-{}-{}T00:00:00+08:00",
        &about.day[..4],
        &about.day[4..6],
        &about.day[6..]
    );
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
   <dc:language><rdf:Bag><rdf:li>zh-Hant-TW</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>{program}</xmp:CreatorTool>
   <xmp:CreateDate>{day}</xmp:CreateDate>
   <xmp:ModifyDate>{day}</xmp:ModifyDate>
   <pdf:Producer>{program}</pdf:Producer>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{feff}',
        title = escaped(about.title),
        author = escaped(about.author),
        program = escaped(&about.program),
    )
}

/// Sixteen bytes that are the same for the same pages. The random id that the writer put last does not count.
fn digest(bytes: &[u8]) -> [u8; 16] {
    let end = bytes
        .windows(7)
        .rposition(|w| w == b"trailer")
        .unwrap_or(bytes.len());
    let mut halves = [0xcbf2_9ce4_8422_2325_u64, 0x9ae1_6a3b_2f90_404f];
    for byte in &bytes[..end] {
        for (half, prime) in halves
            .iter_mut()
            .zip([0x0000_0100_0000_01b3_u64, 0x0000_0100_0000_0233])
        {
            *half = (*half ^ u64::from(*byte)).wrapping_mul(prime);
        }
    }
    let mut digest = [0; 16];
    digest[..8].copy_from_slice(&halves[0].to_be_bytes());
    digest[8..].copy_from_slice(&halves[1].to_be_bytes());
    digest
}
