//! The words claims are made of: what asks for more or less of the thing named after them.
//!
//! General verbs, nouns and quantities of consultations; none names a subject of its own.

use std::sync::OnceLock;

use super::patterns::Patterns;
use crate::language::Language;

/// How a word asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Says so wherever it stands: "moins de", "non à".
    Free,
    /// A verb that asks in the infinitive, the imperative or after "qu'on".
    Verb,
    /// Such a verb that is itself part of what is asked: "construire", "mow".
    Deed,
    /// A verb of making, asked in the same ways, named only where its object is not:
    /// "il faut construire".
    Make,
    /// A noun of change, which asks where it opens a clause: "suppression", "removal of".
    Noun,
    /// A refusal or a lack, which only the context can tell: "pas de", "no".
    Absence,
    /// A complaint of lack: "manque de", "il n'y a plus de".
    Lack,
}

/// A sign (1 more, -1 less) and a kind.
pub(super) type Operator = (i32, Kind);

/// The operators of a language, compiled once.
pub(super) fn operators(language: Language) -> &'static Patterns<Operator> {
    static FRENCH_SET: OnceLock<Patterns<Operator>> = OnceLock::new();
    static ENGLISH_SET: OnceLock<Patterns<Operator>> = OnceLock::new();
    match language {
        Language::French => FRENCH_SET.get_or_init(|| {
            let mut lists: Vec<(Operator, &str)> = FRENCH.to_vec();
            let regular = [
                (1, VERBS_MORE_FRENCH, Kind::Verb),
                (-1, VERBS_LESS_FRENCH, Kind::Verb),
                (1, DEEDS_FRENCH, Kind::Deed),
            ];
            let forms: Vec<(Operator, String)> = regular
                .iter()
                .map(|(sign, list, kind)| ((*sign, *kind), first_group(list)))
                .collect();
            lists.extend(forms.iter().map(|(op, list)| (*op, list.as_str())));
            Patterns::new(&lists)
        }),
        Language::English => ENGLISH_SET.get_or_init(|| Patterns::new(ENGLISH)),
    }
}

/// Infinitive, imperatives and subjunctive of verbs in -er given by their stems; the stem of
/// verbs in -ger and -cer takes an `e` or not, both are accepted.
fn first_group(stems: &str) -> String {
    let mut forms = Vec::new();
    for stem in stems.split_whitespace() {
        for ending in ["er", "ez", "ons", "eons", "e"] {
            forms.push(format!("{stem}{ending}"));
        }
    }
    forms.join(",")
}

const VERBS_MORE_FRENCH: &str = "gard conserv sauvegard preserv proteg sauv developp \
multipli augment renforc ajout install cre autoris generalis encourag privilegi \
implant amenag prolong rehabilit financ laiss relanc instaur valoris facilit impos rajout \
amelior favoris elabor";

const VERBS_LESS_FRENCH: &str = "supprim arret cess limit diminu ferm enlev elimin abandonn annul \
evit stopp rejet refus frein baiss alleg empech ras degag coup grignot sacrifi \
gaspill abrog decourag dissuad chass remplac cass attenu evacu ecart revoqu";

/// Verbs that are part of what is asked, whatever their object.
const DEEDS_FRENCH: &str = "encadr plafonn tax pietonnis vegetalis tond isol renov \
repar fauch nettoy entret eclair surveill control verbalis municipalis betonn artificialis urbanis \
densifi expuls mutualis privatis";

const FRENCH: &[(Operator, &str)] = &[
    (
        (-1, Kind::Free),
        "moins de, moins d, non a, non au, non aux, stop a, stop au, stop aux, ^stop, halte a, \
        halte au, halte aux, ^fini le, ^fini la, ^fini les, finies les, finis les, marre de, \
        marre des, marre du, ras le bol de, ras le bol des, ras le bol du, trop de, trop d, \
        suis contre, sommes contre, ^contre, totalement contre, oppose a, oppose au, oppose aux, \
        opposee a, opposee au, opposee aux, opposes a, opposes au, m oppose fermement a, \
        m oppose fermement au, m oppose fermement aux, opposons a, opposons au, \
        hostile a, hostile au, hostile aux, je refuse, nous refusons, plus jamais de, \
        plus jamais, surtout pas de, surtout pas d, veux pas de, veux pas d, veux plus de, \
        veux plus d, voulons pas de, voulons pas d, voulons plus de, voulons plus d, veut pas de, \
        veut pas d, veut plus de, veut plus d, faut pas de, faut pas d, faut plus de, \
        faut plus d, souhaite pas de, souhaite pas d, souhaite plus de, souhaitons pas de, \
        pas favorable a, pas favorable au, pas favorable aux, pas pour, non merci a, \
        suis pas pour, assez vu, en finir avec, mettre fin a, mettre fin au, mettre fin aux, \
        dire non a, dire non au, dire non aux, refus de, refus du, ni",
    ),
    (
        (1, Kind::Free),
        "davantage de, davantage d, plus de, plus d, oui a, oui au, oui aux, ^vive le, ^vive la, \
        ^vive les, suis favorable a, suis favorable au, suis favorable aux, favorables a, \
        favorables au, favorables aux, ^favorable a, ^favorable au, suis pour, sommes pour, \
        d accord avec, d accord pour, beaucoup plus de, ^enfin un, ^enfin une, ^enfin le, \
        ^enfin la, ^enfin les, ^enfin des, toujours plus de, encore plus de, droit a, on veut, \
        nous voulons, je veux, on voudrait, je voudrais, j aimerais, on souhaite, je souhaite, \
        nous souhaitons, je demande, nous demandons, on demande, on aimerait",
    ),
    (
        (1, Kind::Lack),
        "manque de, manque d, manque un, manque une, manque des, manquent des, pas assez de, \
        pas assez d, trop peu de, trop peu d, n y a plus de, n y a plus d, n y a pas de, \
        n y a pas d, y a pas de, y a pas d, y a plus de, n a plus de, n a plus d, n a pas de, \
        n a pas d, a pas de, a pas d, a pas les, n avons plus de, n avons pas de, n ai pas de, \
        n ai plus de, plus aucun, plus aucune, n y a aucun, n y a aucune, absence de, absence d, \
        n ont pas de, n ont plus de, n ai pas d, besoin de, besoin d, besoin des",
    ),
    (
        (-1, Kind::Absence),
        "^pas de, ^pas d, ^zero, ^aucun, ^aucune, ^plus aucun, ^plus aucune",
    ),
    (
        (-1, Kind::Verb),
        "interdire, interdisez, interdisons, interdise, reduire, reduisez, reduisons, reduise, \
        retirer, retirez, retirons, retire, renoncer a, renoncez a, renoncer au, renoncer aux, \
        demolir, detruire, abattre, abattez, restreindre, lutter contre, luttons contre, \
        luttez contre, eteindre, eteignez, eteignons, interrompre, exclure, proscrire, bannir, \
        abolir, dissoudre, combattre, contenir, desarmer, deplacer, sortir, sortez, ne pas, ne plus, en finir avec, mettre un terme a",
    ),
    (
        (1, Kind::Verb),
        "maintenir, maintenez, maintenons, maintienne, ouvrir, ouvrez, ouvrons, ouvre, rouvrir, \
        rouvrez, rouvrons, rouvre, reouvrir, etendre, etendez, etende, elargir, elargissez, \
        retablir, retablissez, retablissons, retablisse, promouvoir, defendre, defendons, \
        soutenir, soutenez, soutenons, accueillir, permettre, permettez, mettre, mettez, \
        mettons, remettre, remettez, remettons, remette, agrandir, investir dans, prevoir, \
        prevoyez, acheter, obliger, obligez, faire, faites, fasse, \
        reouvrez, introduire, offrir, il faut de, il faut des, il faut un, il faut une, \
        il faut d, faudrait de, faudrait des, faudrait un, faudrait une, faut plus de, \
        faut plus d, faudrait plus de",
    ),
    (
        (1, Kind::Make),
        "construire, construisez, construisons, construise, batir, batissez, batissons, \
        reconstruire, planter, plantez, plantons",
    ),
    (
        (1, Kind::Deed),
        "vendre, vendez, vendons, peindre, repeindre, entretenir, tondre, tondez, \
        punir, fleurir, blanchir",
    ),
    (
        (-1, Kind::Noun),
        "suppression, suppressions, fermeture, fermetures, interdiction, interdictions, reduction, \
        limitation, diminution, baisse, baisses, abandon, reductions, fin de, fin du, fin des, destruction, \
        demolition, abattage, disparition, retrait, annulation, extinction",
    ),
    (
        (1, Kind::Noun),
        "creation, developpement, augmentation, augmentations, hausse, hausses, extension, maintien, ouverture, \
        reouverture, installation, multiplication, generalisation, conservation, \
        renforcement, mise en place, implantation, arrivee, projet, projets, retour, \
        autorisation, retablissement, instauration",
    ),
];

const ENGLISH: &[(Operator, &str)] = &[
    (
        (-1, Kind::Free),
        "fewer, less, too many, too much, no more, say no to, no to, am against, are against, \
        m against, re against, ^against, strongly against, totally against, opposed to, \
        i oppose, we oppose, i object to, object to, enough of, sick of, fed up with, tired of, \
        do not want, don t want, don t need, do not need, not in favour of, whatever you do no, \
        enough with, an end to, put an end to, not another, never again, do without, \
        no need for, there is no need for",
    ),
    (
        (1, Kind::Free),
        "more, yes to, in favour of, i support, we support, would love, would like, should like, d love, \
        d like, all for, many more, lots more, bring on, we want, i want, would welcome, \
        be nice to have, would be nice",
    ),
    (
        (1, Kind::Lack),
        "not enough, isn t enough, aren t enough, lack of, lacks, there s no, there are no, \
        there is no, there isn t a, there isn t any, there aren t any, too few, could do with, \
        shortage of, run out of, hardly any, nowhere near enough, we need, needs, nowhere for",
    ),
    ((-1, Kind::Absence), "^no, ^zero, ^please no, no, ^nothing"),
    (
        (-1, Kind::Verb),
        "ban, stop, remove, scrap, ditch, close, reduce, limit, abolish, cancel, drop, forbid, \
        prohibit, get rid of, do away with, end, restrict, prevent, avoid, take down, \
        knock down, pull down, switch off, turn off, don t, do not, cease, halve, lower, \
        shut, refuse, reject, cut back on, cut back, cut down on, phase out, close down, \
        shut down, oppose, axe, rip out, rip up, fell, felling, cull, culling, banning, removing, closing, reducing, scrapping, stopping, \
        switching off, turning off, getting rid of, cutting, cutting down, cut, cutting back, cut down",
    ),
    (
        (1, Kind::Verb),
        "keep, save, add, install, bring back, bring in, put back, put in, put, open, reopen, \
        allow, let, create, extend, expand, increase, protect, preserve, restore, provide, \
        introduce, give us, leave, maintain, make, encourage, fund, invest in, have, widen, turn, switch, \
        offer, support, run, build up, defend, retain, keeping, opening, allowing, adding, \
        legalise, permit, bring, hold, host, set up, put up, double",
    ),
    ((1, Kind::Make), "build, plant, building, planting"),
    (
        (1, Kind::Deed),
        "mow, trim, enforce, charge, light, mowing, strim, strimming, spray, \
        spraying, charging, prune, pedestrianise, pedestrianising, \
        tax, taxing, feed, cut the grass, cut grass, \
        cut the hedges, cut the verges, cut the lawn, cut the lawns, cut it, cutting the grass, \
        cutting the verges, cutting the hedges, cutting grass",
    ),
    (
        (-1, Kind::Noun),
        "closure of, removal of, ban on, end to, reduction in, cuts to, loss of, restrictions on, \
        demolition of",
    ),
    (
        (1, Kind::Noun),
        "return of, extension of, creation of, plans for, plan for, introduction of, opening of, \
        provision of, the idea of, the proposed, proposals for, proposal for",
    ),
];
