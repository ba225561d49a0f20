//! Cue phrases of support and refusal, folded, with a weight from -3 to 3. General words
//! only: none names a subject.

/// French cues.
pub(super) const FRENCH: &[(i32, &str)] = &[
    (
        3,
        "suis pour, sommes pour, ^pour, ^totalement pour, ^tout a fait pour, ^plutot pour, \
        suis favorable, sommes favorables, tout a fait favorable, tres favorable, ^favorable, \
        plutot favorable, tres bonne idee, excellente idee, excellente initiative, \
        excellente proposition, excellent, excellente, bonne initiative, tres bonne initiative, \
        tres bonne proposition, tout a fait d accord, totalement d accord, entierement d accord, \
        completement d accord, entierement pour, je vote pour, je soutiens, nous soutenons, \
        j approuve, nous approuvons, j adhere, ^oui, mille fois oui, oui a, oui au, oui aux, \
        grand oui, vive le, vive la, vive les, bravo, ^enfin, ^indispensable, ^necessaire, \
        ^essentiel, ^primordial, ^vital, ^d accord, ^accord, suis d accord, sommes d accord, \
        ^bonne idee, ^tres bien, ^super, ^genial, ^formidable, ^parfait",
    ),
    (
        2,
        "favorable, favorables, bonne idee, bonne proposition, bonne chose, bon principe, belle idee, belle initiative, \
        idee interessante, tres interessant, tres interessante, interessant, interessante, \
        indispensable, indispensables, essentiel, essentielle, primordial, primordiale, \
        salutaire, a condition, pourquoi pas, en effet, effectivement, necessaire, necessaires, \
        fondamental, fondamentale, judicieux, judicieuse, pertinent, pertinente, bienvenu, \
        bienvenue, je rejoins, grand temps, il est temps, il etait temps, idee est bonne, \
        urgent, permettra, permettrait, permettraient, a encourager, a generaliser, \
        partage cet avis, partage ce point de vue, partageons ce point de vue",
    ),
    (
        1,
        "utile, utiles, important, importante, ameliorer, facilite, faciliter, facilitera, \
        permet, avantage, avantages, benefique, efficace, evite, eviterait, il faut, \
        il faudrait, ce serait bien, gain, progres, plus facile, plus simple, souhaitable",
    ),
    (
        -3,
        "suis contre, sommes contre, ^contre, totalement contre, completement contre, \
        absolument contre, plutot contre, suis oppose, suis opposee, sommes opposes, \
        m oppose, nous opposons, farouchement, defavorable, suis hostile, je refuse, \
        nous refusons, je desapprouve, ^non, non a, non au, non aux, hors sujet, hors propos, \
        rien a voir, pas favorable, aucun interet, pas l interet, aucun rapport, aucune utilite, \
        mauvaise idee, tres mauvaise idee, fausse bonne idee, ^inutile, ^dangereux, ^absurde, \
        ^ridicule, ^stop, pas d accord, contraire a, porte ouverte, n importe quoi, \
        surtout pas, jamais je, a l encontre, inacceptable, usine a gaz, ^trop, pas question, \
        hors de question",
    ),
    (
        -2,
        "inutile, inutiles, dangereux, dangereuse, absurde, aberrant, aberration, stupide, \
        ridicule, inapplicable, irrealiste, utopique, utopie, demagogique, demagogie, \
        liberticide, scandaleux, honteux, couteux, couteuse, trop cher, trop chere, cout \
        exorbitant, gaspillage, gachis, derive, derives, danger, contre productif, \
        contre productive, contreproductif, injuste, injustifie, disproportionne, \
        trop complique, trop complexe, trop flou, trop vague, trop large, flou, floue, \
        mitige, mitigee, doublon, deja le cas, existe deja, existent deja, n apporte rien, \
        ne sert a rien, a quoi bon, ne vois pas, je doute, sceptique, inquiet, \
        inquietant, erreur, atteinte a, ne doit pas, ne doivent pas, n a pas a, n ont pas a, \
        ce n est pas a, pas necessaire, pas utile, pas a la loi, quid, en quoi, ^pourquoi, \
        ^et qui, qui va payer, qui paye, qui paiera, qui paie, laisser le choix, laissez, \
        infaisable, impossible, inadapte, inefficace, superflu, abandonner, a supprimer",
    ),
    (
        -1,
        "risque, risques, risquerait, trop, probleme, problematique, illusoire, contrainte, \
        contraintes, contraindre, imposer, obliger, interdire, en revanche, par ailleurs, \
        malheureusement, au contraire, cout, couts, impots, difficile, \
        ne serait pas, ne serait, ne me semble pas, ne va pas, ne peut pas, \
        plutot que, mieux vaut, pas une, comment, vraiment, attention, telle, cela suffit",
    ),
];

/// English cues.
pub(super) const ENGLISH: &[(i32, &str)] = &[
    (
        3,
        "i support, we support, fully support, strongly support, in favour, in favor, i agree, \
        totally agree, completely agree, strongly agree, great idea, excellent idea, \
        brilliant idea, very good idea, love this, love the idea, love it, ^yes, yes to, \
        yes please, ^please do, all for, long overdue, about time, ^at last, ^finally, \
        ^essential, ^vital, ^brilliant, ^excellent, well done, bring it on",
    ),
    (
        2,
        "good idea, good thing, good move, essential, vital, much needed, needed, welcome, \
        sensible, worthwhile, beneficial, makes sense, necessary, interesting idea, overdue, \
        as long as, provided that, indispensable",
    ),
    (
        1,
        "useful, important, improve, improves, helpful, benefit, benefits, agree, easier, \
        progress, would allow, worth",
    ),
    (
        -3,
        "i oppose, we oppose, strongly oppose, opposed to, am against, are against, i m against, \
        we re against, ^against, totally against, i object, we object, strongly object, \
        i disagree, strongly disagree, ^no, no to, say no, no way, bad idea, terrible idea, \
        awful idea, stupid idea, waste of money, waste of time, ^pointless, ^useless, \
        ^dangerous, ^ridiculous, ^stop, over my dead body, not in favour, i refuse, \
        unacceptable, irrelevant, out of the question, money grab, cash cow",
    ),
    (
        -2,
        "pointless, useless, dangerous, absurd, ridiculous, unrealistic, impractical, unfair, \
        disgraceful, shameful, too expensive, too costly, unnecessary, unjustified, \
        unworkable, disproportionate, counterproductive, harmful, disaster, makes no sense, \
        makes no difference, no need, not needed, i doubt, sceptical, mistake, worse, \
        who will pay, who pays, ruin, scrap this, nonsense, a farce, nanny state",
    ),
    (
        -1,
        "risk, risks, problem, problems, cost, costs, concerned, worried, too much, \
        unfortunately, instead of, rather than, impose, forced, taxpayers",
    ),
];

/// Words that turn over a cue just after them.
pub(super) const NEGATIONS_FRENCH: &str = "pas, jamais, aucun, aucune, ni, nullement, aucunement, \
sans, guere, point, rien de, ne plus";
/// The same for English.
pub(super) const NEGATIONS_ENGLISH: &str = "not, never, no, nor, neither, hardly, cannot, isn t, \
don t, doesn t, wasn t, can t, won t, aren t, didn t, without, nothing, far from";

/// Words after which what was said before weighs less.
pub(super) const CONTRASTS_FRENCH: &str = "mais, cependant, toutefois, neanmoins, en revanche, \
par contre, sauf que";
/// The same for English.
pub(super) const CONTRASTS_ENGLISH: &str = "but, however, though, except that, yet";
