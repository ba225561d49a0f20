//! Faults in words: what is wrong and what to do.

use super::Fault;
use crate::error::quoted;
use crate::language::Language;

impl Fault {
    /// What is wrong and what to do.
    pub fn say(&self, language: Language) -> String {
        self.of_file(language)
            .or_else(|| self.of_cell(language))
            .unwrap_or_else(|| self.of_decision(language))
    }

    /// Faults of the workbook and its sheets.
    fn of_file(&self, language: Language) -> Option<String> {
        let (french, english) = match self {
            Fault::Unreadable { french, english } => (french.clone(), english.clone()),
            Fault::Foreign => (
                "ce n'est pas un review.xlsx de cahier, ou sa feuille cachée a été supprimée ; reprenez le review.xlsx du dossier du rapport et reportez-y vos décisions".to_owned(),
                "this is no review.xlsx of cahier, or its hidden sheet was deleted; take the review.xlsx of the report's folder and write your decisions in it".to_owned(),
            ),
            Fault::Stale => (
                "ce classeur a été fait à partir d'un autre état du rapport ; reprenez le review.xlsx actuel du dossier du rapport et reportez-y vos décisions".to_owned(),
                "this workbook was made from another state of the report; take the present review.xlsx of the report's folder and write your decisions in it".to_owned(),
            ),
            Fault::NoSheet => (
                "cette feuille manque ou a été renommée ; rendez-lui son nom, ou copiez-la depuis le review.xlsx d'origine".to_owned(),
                "this sheet is missing or was renamed; give it its name back, or copy it from the original review.xlsx".to_owned(),
            ),
            Fault::NoColumn(heading) => (
                format!("la colonne « {heading} » manque ; rendez-lui son titre, ou copiez-la depuis le review.xlsx d'origine"),
                format!("the column \"{heading}\" is missing; give it its title back, or copy it from the original review.xlsx"),
            ),
            Fault::TwoColumns(heading) => (
                format!("deux colonnes s'appellent « {heading} » ; renommez celle que vous avez ajoutée"),
                format!("two columns are called \"{heading}\"; rename the one you added"),
            ),
            Fault::NoName => (
                "le nom du relecteur manque ; écrivez votre nom dans la case jaune".to_owned(),
                "the reviewer's name is missing; write your name in the yellow cell".to_owned(),
            ),
            Fault::BadDate(text) => (
                format!("« {text} » n'est pas une date ; écrivez-la comme 23/11/2026 ou 2026-11-23, ou laissez la case vide"),
                format!("\"{text}\" is no date; write it as 2026-11-23, or leave the cell empty"),
            ),
            Fault::Missing { count: 1, first } => (
                format!("la ligne « {first} » manque ; rien n'y change"),
                format!("the row \"{first}\" is missing; nothing changes there"),
            ),
            Fault::Missing { count, first } => (
                format!("{count} lignes manquent, dont « {first} » ; rien n'y change"),
                format!("{count} rows are missing, \"{first}\" among them; nothing changes there"),
            ),
            _ => return None,
        };
        Some(language.choose(french, english))
    }

    /// Faults of one cell.
    fn of_cell(&self, language: Language) -> Option<String> {
        let (french, english) = match self {
            Fault::NoMark => (
                "cette ligne n'a plus son numéro ; reprenez-le du review.xlsx d'origine, ou videz la ligne".to_owned(),
                "this row has lost its number; take it from the original review.xlsx, or empty the row".to_owned(),
            ),
            Fault::UnknownMark(mark) => (
                format!("« {mark} » n'est pas dans le rapport ; rendez à cette case son contenu d'origine"),
                format!("\"{mark}\" is not in the report; give this cell its original content back"),
            ),
            Fault::TwiceMark { mark, row } => (
                format!("« {mark} » est déjà à la ligne {row} ; ne gardez qu'une des deux lignes"),
                format!("\"{mark}\" is in row {row} already; keep one of the two rows only"),
            ),
            Fault::OtherText(mark) => (
                format!("ce texte n'est pas celui de « {mark} » : une colonne a peut-être été triée ou modifiée seule ; reprenez la feuille d'origine et triez toutes les colonnes ensemble"),
                format!("this is not the text of \"{mark}\": a column may have been sorted or changed alone; take the original sheet and sort all columns together"),
            ),
            Fault::UnknownWord { text, words } => (
                format!("« {text} » n'est pas une décision ; choisissez {}, ou videz la case", quoted(words, language)),
                format!("\"{text}\" is no decision; choose {}, or empty the cell", quoted(words, language)),
            ),
            Fault::ErrorValue(text) => (
                format!("la case montre l'erreur {text} ; écrivez-y du texte, sans formule"),
                format!("the cell shows the error {text}; write text in it, no formula"),
            ),
            Fault::Needs(heading) => (
                format!("remplissez « {heading} » : la décision de cette ligne en a besoin"),
                format!("fill in \"{heading}\": the decision of this row needs it"),
            ),
            Fault::Superfluous { heading, decision } => (
                format!("« {heading} » est rempli, mais la décision est « {decision} » ; videz la case ou changez la décision"),
                format!("\"{heading}\" is filled in, but the decision is \"{decision}\"; empty the cell or change the decision"),
            ),
            Fault::Undecided(heading) => (
                format!("« {heading} » est rempli sans décision ; choisissez la décision, ou videz la case"),
                format!("\"{heading}\" is filled in without a decision; choose the decision, or empty the cell"),
            ),
            Fault::UnknownTheme(text) => (
                format!("« {text} » n'est pas un thème de cette question ; choisissez-en un dans la liste"),
                format!("\"{text}\" is no theme of this question; choose one in the list"),
            ),
            Fault::OtherTitle { theme, title } => (
                format!("{0} ne s'appelle pas ainsi, mais « {title} » ; choisissez le thème dans la liste, ou ôtez « {0} » pour créer un thème", theme.0),
                format!("{0} is not called so, but \"{title}\"; choose the theme in the list, or leave out \"{0}\" to make a new theme", theme.0),
            ),
            Fault::SeveralThemes(text) => (
                format!("plusieurs thèmes s'appellent « {text} » ; choisissez-en un dans la liste, avec son numéro"),
                format!("several themes are called \"{text}\"; choose one in the list, with its number"),
            ),
            Fault::NoMain { none } => (
                format!("le thème principal manque ; choisissez-en un, ou « {none} » en vidant les autres thèmes de la ligne"),
                format!("the main theme is missing; choose one, or \"{none}\" and empty the other themes of the row"),
            ),
            Fault::NearTitle { title, near } => (
                format!("« {title} » devient un nouveau thème, presque du même nom que « {near} » ; si c'est le même, écrivez-les pareillement"),
                format!("\"{title}\" becomes a new theme, nearly of the same name as \"{near}\"; if they are one, write them alike"),
            ),
            Fault::Cleared { reopen } => (
                format!("une case vidée ne retire pas un statut ; pour le retirer, choisissez « {reopen} »"),
                format!("an emptied cell takes no status back; to take it back, choose \"{reopen}\""),
            ),
            _ => return None,
        };
        Some(language.choose(french, english))
    }

    /// Faults of decisions among themselves and against the result.
    fn of_decision(&self, language: Language) -> String {
        let (french, english) = match self {
            Fault::UnknownQuestion(id) => (
                format!("il n'y a pas de question {}", id.0),
                format!("there is no question {}", id.0),
            ),
            Fault::UnknownAnswer(id) => (
                format!("il n'y a pas de réponse analysée « {id} » à cette question ; vérifiez le numéro"),
                format!("there is no analysed answer \"{id}\" to this question; check the number"),
            ),
            Fault::UnknownFinding(id) => (
                format!("rien n'est relevé à cet endroit de la réponse « {} »", id.0),
                format!("nothing is found at this place of answer \"{}\"", id.0),
            ),
            Fault::Contradiction(theme) => (
                format!("deux décisions se contredisent sur {} ; n'en gardez qu'une", theme.0),
                format!("two decisions about {} contradict each other; keep one of them", theme.0),
            ),
            Fault::MergeLoop(themes) => {
                let ids: Vec<&str> = themes.iter().map(|theme| theme.0.as_str()).collect();
                let chain = ids.join(" → ");
                (
                    format!("ces thèmes fusionnent en rond ({chain}) ; gardez celui qui doit rester"),
                    format!("these themes merge in a circle ({chain}); keep the one that is to stay"),
                )
            }
            Fault::MergeAcross(theme, into) => (
                format!("{} et {} ne sont pas deux thèmes d'une même question ; choisissez un autre thème", theme.0, into.0),
                format!("{} and {} are not two themes of one question; choose another theme", theme.0, into.0),
            ),
            Fault::IntoDeleted(theme) => (
                format!("{} est supprimé par ailleurs : rien ne peut y aller ; choisissez un autre thème ou ne le supprimez pas", theme.0),
                format!("{} is deleted elsewhere: nothing can go there; choose another theme or do not delete it", theme.0),
            ),
            Fault::NoTitle => (
                "le titre est vide ; écrivez-en un".to_owned(),
                "the title is empty; write one".to_owned(),
            ),
            Fault::LongTitle(most) => (
                format!("ce titre est trop long ; {most} caractères au plus"),
                format!("this title is too long; {most} characters at most"),
            ),
            Fault::TakenTitle { title, theme } => (
                format!("« {title} » est aussi le titre de {theme} ; choisissez un autre titre, ou fusionnez les thèmes"),
                format!("\"{title}\" is also the title of {theme}; choose another title, or merge the themes"),
            ),
            Fault::AnswerTwice(id) => (
                format!("la réponse « {} » est déplacée deux fois ; gardez un des deux déplacements", id.0),
                format!("answer \"{}\" is moved twice; keep one of the two moves", id.0),
            ),
            Fault::NotIn { answer, theme } => (
                format!("la réponse « {} » n'est pas dans {} ; citez une réponse du thème, ou déplacez-la d'abord", answer.0, theme.0),
                format!("answer \"{}\" is not in {}; choose an answer of the theme, or move it there", answer.0, theme.0),
            ),
            Fault::NotVerbatim(answer) => (
                format!("ce passage n'est pas mot pour mot dans la réponse « {} » ; copiez-le depuis la feuille des réponses", answer.0),
                format!("this passage is not word for word in answer \"{}\"; copy it from the sheet of answers", answer.0),
            ),
            Fault::Masked => (
                "une donnée personnelle est masquée dans ce passage : il ne peut pas être cité ; choisissez-en un autre".to_owned(),
                "personal data are masked in this passage: it cannot be quoted; choose another one".to_owned(),
            ),
            Fault::QuoteTwice(answer) => (
                format!("deux décisions se contredisent sur un passage de la réponse « {} » ; n'en gardez qu'une", answer.0),
                format!("two decisions about a passage of answer \"{}\" contradict each other; keep one of them", answer.0),
            ),
            // Told by the two others.
            _ => (String::new(), String::new()),
        };
        language.choose(french, english)
    }
}
