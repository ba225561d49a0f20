//! The sections of `cahier.toml` that make a project: which files, which columns, how they
//! are analysed, where the report goes. They hold for the project's own files only.

use std::path::{Path, PathBuf};

use super::error::{ConfigError, Expected, Wrong};
use super::reader::Section;
use crate::synthesis::{Audience, CampaignWeight, Support};

/// Sections that make a project.
pub(super) const SECTIONS: [&str; 5] = ["sources", "columns", "analysis", "codes", "output"];

/// What a project's file says of its run; what it leaves out is not decided here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Survey exports, seen from the working folder.
    pub files: Vec<PathBuf>,
    /// The sheet to read.
    pub sheet: Option<String>,
    /// Mend accents decoded wrongly.
    pub repair_encoding: bool,
    /// Open questions, by title or letters; recognised when empty.
    pub open: Vec<String>,
    /// The column that tells respondents apart.
    pub id: Option<String>,
    /// Columns to compare groups by.
    pub segments: Vec<String>,
    /// `fr` or `en`; the answers' own when absent.
    pub language: Option<&'static str>,
    /// `few`, `normal` or `many`.
    pub themes: Option<&'static str>,
    /// Seed of the grouping.
    pub seed: Option<u64>,
    /// How campaigns weigh.
    pub campaigns: Option<CampaignWeight>,
    /// The thresholds of a report to be published.
    pub publication: bool,
    /// Keep texts before masking.
    pub keep_originals: bool,
    /// Report of an earlier wave whose themes stay.
    pub since: Option<PathBuf>,
    /// Codes imposed.
    pub codebook: Option<PathBuf>,
    /// Have a language model code every answer.
    pub assign: bool,
    /// Folder of the report.
    pub folder: Option<PathBuf>,
    /// Versions for a public.
    pub versions: Vec<(Audience, Support)>,
}

impl Plan {
    /// Reads the sections; none where the file has no `[sources]`.
    pub(super) fn read(top: &Section<'_>, folder: &Path) -> Result<Option<Plan>, ConfigError> {
        let Some(sources) = top.section("sources")? else {
            return match SECTIONS.iter().find(|name| top.has(name)) {
                Some(name) => Err(top.fault(name, Wrong::NoSources((*name).to_owned()))),
                None => Ok(None),
            };
        };
        sources.knows(&["files", "sheet", "repair_encoding"])?;
        let files = sources.texts("files")?;
        if files.is_empty() {
            return Err(sources.fault("files", Wrong::NoSources("sources".to_owned())));
        }
        let mut plan = Plan {
            files: files.into_iter().map(|file| folder.join(file)).collect(),
            sheet: sources.text("sheet")?,
            repair_encoding: sources.yes("repair_encoding")?,
            ..Plan::default()
        };
        if let Some(columns) = top.section("columns")? {
            columns.knows(&["open", "id", "segments"])?;
            plan.open = columns.texts("open")?;
            plan.id = columns.text("id")?;
            plan.segments = columns.texts("segments")?;
        }
        if let Some(analysis) = top.section("analysis")? {
            plan.read_analysis(&analysis)?;
        }
        if let Some(codes) = top.section("codes")? {
            codes.knows(&["since", "codebook", "assign"])?;
            plan.since = codes.text("since")?.map(|path| folder.join(path));
            plan.codebook = codes.text("codebook")?.map(|path| folder.join(path));
            plan.assign = codes.word("assign", &["llm"])?.is_some();
        }
        if let Some(output) = top.section("output")? {
            output.knows(&["folder", "versions"])?;
            plan.folder = output.text("folder")?.map(|path| folder.join(path));
            for text in output.texts("versions")? {
                let version = version(&text).ok_or_else(|| {
                    let key = "versions".to_owned();
                    let expected = Expected::Versions;
                    output.fault("versions", Wrong::Kind { key, expected })
                })?;
                plan.versions.push(version);
            }
        }
        Ok(Some(plan))
    }

    fn read_analysis(&mut self, analysis: &Section<'_>) -> Result<(), ConfigError> {
        analysis.knows(&[
            "language",
            "themes",
            "seed",
            "campaigns",
            "publication",
            "keep_originals",
        ])?;
        self.language = analysis.word("language", &["fr", "en"])?;
        self.themes = analysis.word("themes", &["few", "normal", "many"])?;
        self.seed = analysis.whole("seed", 0)?;
        let weights = &["show-both", "count-all", "count-once"];
        self.campaigns = analysis.word("campaigns", weights)?.map(|word| match word {
            "count-all" => CampaignWeight::CountAll,
            "count-once" => CampaignWeight::CountOnce,
            _ => CampaignWeight::ShowBoth,
        });
        self.publication = analysis.yes("publication")?;
        self.keep_originals = analysis.yes("keep_originals")?;
        Ok(())
    }
}

/// `residents` or `residents:post`.
fn version(text: &str) -> Option<(Audience, Support)> {
    let (audience, support) = text.split_once(':').unwrap_or((text, "page"));
    Some((
        Audience::from_code(audience.trim())?,
        Support::from_code(support.trim())?,
    ))
}
