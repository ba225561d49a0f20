//! Words of open answers that a closed answer can be at odds with: judgements, habits.
//!
//! Only strong ones: what people say of a service they are satisfied with, with a reserve,
//! is no contradiction.

use std::sync::OnceLock;

use super::patterns::Patterns;
use crate::language::Language;

/// The words that deny each kind of closed answer.
pub(super) struct Words {
    pub condemns: Patterns<()>,
    pub praises: Patterns<()>,
    pub uses: Patterns<()>,
    pub often: Patterns<()>,
    pub never: Patterns<()>,
}

/// The lists of a language, compiled once.
pub(super) fn words_of(language: Language) -> &'static Words {
    static FRENCH: OnceLock<Words> = OnceLock::new();
    static ENGLISH: OnceLock<Words> = OnceLock::new();
    let build = |condemns, praises, uses, often, never| Words {
        condemns: Patterns::new(&[((), condemns)]),
        praises: Patterns::new(&[((), praises)]),
        uses: Patterns::new(&[((), uses)]),
        often: Patterns::new(&[((), often)]),
        never: Patterns::new(&[((), never)]),
    };
    match language {
        Language::French => FRENCH.get_or_init(|| {
            build(
                "une honte, honteux, honteuse, honteuses, scandaleux, scandaleuse, un scandale, \
                lamentable, lamentables, catastrophique*, inadmissible*, intolerable*, \
                execrable*, deplorable*, desastreux, desastreuse, zero pointe, indigne*, \
                inacceptable*, un enfer, infernal, invivable, abominable*, une catastrophe, \
                nul a, completement nul, insupportable*, je n en peux plus, pitoyable*, infect, \
                infecte, immangeable*, degueulasse*, insalubre*, la galere, affreux, affreuse",
                "parfait, parfaite, parfaits, parfaites, impeccable, excellent, excellente, \
                rien a redire, rien a reprocher, tres satisfait, tres satisfaite, je suis ravi, \
                je suis ravie, tres bien, fonctionne tres bien, un vrai bonheur, formidable, \
                une chance, irreprochable",
                "je prends, je monte, j utilise, je vais, j y vais, je l utilise, je frequente, \
                je voyage, nous prenons, nous allons, on prend, on y va, je le prends, \
                je la prends, on va, nous utilisons, j emprunte, je me deplace en, j y suis, \
                je cours, je m y rends, je me rends",
                "chaque jour, chaque matin, chaque soir, tous les jours, tous les matins, \
                tous les soirs, matin et soir, quotidiennement, jours sur sept, jours sur 7, \
                fois par semaine, jours par semaine, chaque semaine, toutes les semaines, \
                chaque midi, tous les midis, presque tous les jours, tous les samedis, \
                tous les dimanches, chaque week, tous les week, jours sur cinq, 5 jours sur 7",
                "ne prends jamais, n utilise jamais, ne vais jamais, n y vais jamais, \
                ne le prends jamais, ne prends plus, n y vais plus, n utilise plus, \
                ne frequente jamais, ne frequente plus, n ai jamais pris, n ai jamais utilise, \
                n y mets jamais les pieds, n y suis jamais alle, n y suis jamais allee, \
                ne vais plus, jamais mis les pieds",
            )
        }),
        Language::English => ENGLISH.get_or_init(|| {
            build(
                "a disgrace, disgraceful, shameful, a scandal, appalling, awful, terrible, \
                horrendous, dreadful, atrocious, a joke, unacceptable, disgusting, a shambles, \
                filthy, a nightmare, hopeless, diabolical, useless, unbearable, abysmal",
                "perfect, faultless, excellent, superb, couldn t be better, nothing to complain, \
                wonderful, fantastic, brilliant, love it, no complaints",
                "i take, i use, i go, i ride, i catch, i visit, we go, we use, we visit, we take, \
                i walk, i m there, we re there, i get, i am there, i come, we come, i swim, i run",
                "every day, every morning, every evening, every night, daily, twice a week, \
                times a week, days a week, most days, each morning, each day, every week, \
                most weekends, every weekend, every saturday, every sunday, twice a day, \
                every lunchtime, most mornings",
                "never use, never go, never take, never visit, never been, don t use, \
                no longer use, no longer go, never set foot, stopped using, stopped going, \
                haven t been, never ride",
            )
        }),
    }
}
