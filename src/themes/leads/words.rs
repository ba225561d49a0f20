//! The words by which proposals are known, in both languages, as data.
//!
//! Folded; the notation is that of `themes::cues`. Modal and wish phrases may stand
//! anywhere in a clause; openings only where a unit begins.

use std::sync::LazyLock;

use crate::language::Language;
use crate::themes::cues::{Classes, PhraseSet, classes};

/// The lists of one language, compiled.
pub(super) struct Lists {
    pub modal: PhraseSet,
    /// Infinitives and imperatives of action that may open a proposal.
    pub action: PhraseSet,
    /// Openings that are no proposal even in a question that asks for some.
    pub no_proposal: PhraseSet,
    /// Words before an action that keep it an opening: "d'abord", "please".
    pub lead_in: PhraseSet,
    pub asks: PhraseSet,
    pub urgent: PhraseSet,
    /// What asks for more of something, and what for less: opposites are no one lead.
    pub more: PhraseSet,
    pub less: PhraseSet,
    /// Turns the one into the other.
    pub not: PhraseSet,
}

/// The lists of `language`.
pub(super) fn lists(language: Language) -> &'static Lists {
    static FRENCH: LazyLock<Lists> = LazyLock::new(|| Lists::new(&FRENCH_WORDS));
    static ENGLISH: LazyLock<Lists> = LazyLock::new(|| Lists::new(&ENGLISH_WORDS));
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

struct Source {
    classes: &'static str,
    modal: &'static str,
    action: &'static str,
    no_proposal: &'static str,
    lead_in: &'static str,
    asks: &'static str,
    urgent: &'static str,
    more: &'static str,
    less: &'static str,
    not: &'static str,
}

impl Lists {
    fn new(source: &Source) -> Lists {
        let names: Classes = classes(source.classes);
        let lines = |table: &str| PhraseSet::lines(table, &names);
        Lists {
            modal: lines(source.modal),
            action: lines(source.action),
            no_proposal: lines(source.no_proposal),
            lead_in: lines(source.lead_in),
            asks: lines(source.asks),
            urgent: lines(source.urgent),
            more: lines(source.more),
            less: lines(source.less),
            not: lines(source.not),
        }
    }
}

const FRENCH_WORDS: Source = Source {
    classes: "
@act = abaisser abandonner accompagner accorder accueillir acheter adapter adopter afficher aider ajouter ajuster alleger ameliorer amenager annuler appliquer arreter associer assurer attirer attribuer augmenter autoriser baisser bannir batir bloquer calculer caler cartographier centraliser cesser changer cibler clarifier combattre commencer communiquer compenser composter concentrer confier conserver construire consulter continuer contraindre controler convertir coordonner creer cultiver debitumer decentraliser defendre delimiter demander democratiser deplacer deployer desenclaver desimpermeabiliser desservir detruire developper diminuer diviser donner doter doubler dynamiser eclairer ecouter edifier eduquer elaguer elargir eliminer embaucher empecher encadrer encourager engager enlever enseigner entretenir equiper essayer etablir etendre etudier eviter exiger exonerer experimenter faciliter faire faucher favoriser fermer financer fixer former fournir fusionner garantir garder geler generaliser goudronner harmoniser identifier implanter impliquer imposer inciter indexer informer insonoriser installer instaurer instituer integrer interdire introduire inverser investir isoler laisser lancer legaliser lever liberer limiter loger louer lutter maintenir majorer mener mettre moderniser multiplier mutualiser nettoyer nommer obliger offrir ombrager organiser orienter ouvrir partager passer penser permettre pietonniser placer plafonner planter poser prendre preserver prevoir prioriser privilegier prolonger promouvoir proposer proteger publier punir raccorder racheter rajouter rallumer ramasser rapprocher rassurer rationaliser recenser reconvertir recruter recuperer recycler redonner reduire refaire reformer regrouper reguler rehabiliter relancer relier rembourser remettre remplacer remunerer rendre renforcer renouveler renover reorganiser reouvrir reparer repartir repenser replanter reprendre requisitionner reserver respecter responsabiliser resserrer restaurer restituer retablir retirer reutiliser revaloriser revenir revoir rouvrir sanctionner sauver securiser sensibiliser separer simplifier soigner soutenir stabiliser stopper subventionner suivre supprimer surelever surveiller suspendre synchroniser tailler taxer tenir tester tondre traiter transformer trier tripler unifier utiliser valoriser vegetaliser veiller vendre verbaliser verifier vider voter
",
    modal: "
faudrait|fodrait|faudrais
faut|faudra ~3 @act
faut|faudra un|une|des|du|de|d|plus|davantage|que|qu|moins|y_avoir
demandons
serais|suis ~1 favorable|pour
nous ~8 demandons|proposons|souhaitons|voulons|suggerons
on|vous|nous|il|elle|mairie|ville|etat|elus devrait|devrions|devriez|devraient|pourrait|pourriez|pourrions
devrait|devraient ~1 etre|avoir|pouvoir
ca|ce serait|sera ~2 bien|bon|utile|top|super|genial|ideal|mieux|cool|parfait
il serait ~2 bien|bon|utile|souhaitable|temps|judicieux|interessant|urgent|necessaire|important
pourquoi_ne_pas|pourquoi_pas
je propose|suggere|souhaite|souhaiterais|voudrais|aimerais|demande|veux|reve|preconise|recommande|verrais
j aimerais|attends|espere
on aimerait|voudrait|demande|souhaite|propose
serait ~1 souhaitable|utile|bienvenu|bienvenue|bienvenus|bienvenues|apprecie
seraient ~1 bienvenu|bienvenus|bienvenues|utiles|apprecies
suffirait|suffiraient
manque ~1 un|une|des|plus|de|juste
il_y_a_besoin|a_besoin|besoin de|d|urgent
merci_de|priere_de
et_si on|vous|nous
l_ideal serait
idee|proposition|suggestion|piste|solution|priorite est|serait|c|simple|concrete
",
    action: "
ajouter|rajouter|rajoute|ajoutez|rajoutez|rajoute|ajoute
amenager|amenagez|installer|installez|mettre|mettez|remettre|remettez|poser|posez|placer|planter|plantez|replanter
creer|creez|construire|construisez|batir|edifier|ouvrir|ouvrez|rouvrir|rouvrez|reouvrir|retablir|retablissez|restaurer
refaire|refaites|reparer|reparez|renover|renovez|rehabiliter|entretenir|entretenez|nettoyer|nettoyez|isoler|isolez|remplacer|changer|adapter|securiser|eclairer|rallumer|rallumez|goudronner|elargir|abaisser|surelever|prolonger|relier|raccorder|separer|proteger|protegez
augmenter|augmentez|baisser|baissez|diminuer|reduire|reduisez|limiter|limitez|plafonner|encadrer|geler|bloquer|supprimer|supprimez|enlever|retirer|retirez|abandonner|annuler|annulez|fermer|fermez|interdire|interdisez|arreter|arretez|cesser|cessons|stopper|stop
taxer|taxez|majorer|punir|verbaliser|verbalisez|sanctionner|controler|controlez|verifier|obliger|imposer|exiger|appliquer|respecter
aider|aidez|soutenir|soutenez|accompagner|subventionner|financer|rembourser|garantir|rassurer|encourager|inciter|favoriser|faciliter|simplifier|permettre|autoriser|autorisez|laisser|laissez|reserver|attribuer|donner|donnez|offrir|proposer|louer|loger|vendre|racheter|acheter|recuperer|reprendre|reconvertir|transformer|transformez|convertir|utiliser|reutiliser|requisitionner|mutualiser|partager
organiser|organisez|developper|developpez|renforcer|ameliorer|multiplier|generaliser|etendre|elargissez|deplacer|implanter|prevoir|prevoyez|penser|repenser|revoir|revoyez|etudier|experimenter|tester|essayer|lancer|mener|faire|faites|rendre|rendez|garder|gardez|conserver|maintenir|maintenez|preserver|sauver|redonner|revenir|publier|publiez|afficher|informer|communiquer|ecouter|ecoutez|consulter|associer|former|embaucher|embauchez|recruter|recrutez|confier|nommer|investir|prioriser|privilegier|commencer|commencez|continuer|continuez|caler|synchroniser|coordonner|doubler|tripler|desservir|vegetaliser|pietonniser|debitumer|desimpermeabiliser|ombrager|recenser|cartographier|identifier|insonoriser|moderniser|renouveler|equiper|doter|ramasser|vider|videz|tondre|faucher|elaguer|tailler|trier|composter|recycler|regrouper|fusionner|separer|diviser|instaurer|instituer|etablir|mettons|faisons|gratuit|gratuite
reserver|resserrer|reprendre|rapprocher|remunerer|revaloriser|valoriser|promouvoir|demander|demandez|cibler|orienter|accorder|accueillir|adopter|ajuster|alleger|assurer|attirer|bannir|calculer|centraliser|clarifier|combattre|lutter|compenser|concentrer|contraindre|cultiver|decentraliser|defendre|delimiter|democratiser|deployer|desenclaver|detruire|dynamiser|eduquer|eliminer|empecher|engager|enseigner|eviter|evitez|exonerer|fixer|fournir|harmoniser|impliquer|indexer|integrer|introduire|inverser|legaliser|liberer|loger|lever|liberez|mieux ~1 informer|desservir|eclairer|entretenir|controler|gerer|isoler|proteger|expliquer|relier|prendre
prendre|prenez|passer|relancer|repartir|restituer|rationaliser|reguler|responsabiliser|reorganiser|reformer|sensibiliser|simplifiez|soigner|stabiliser|suivre|surveiller|suspendre|tenir|traiter|unifier|veiller|voter
",
    no_proposal: "
trop|tout_cela|tout_ca
je_ne_sais|je_sais|sans_opinion|sans_avis|rien|aucune|aucun|pas_d_avis|pas_d_idee|ras|nsp|neant
un_peu|une_fois|un_jour|un_seul|une_seule|une_honte|un_scandale|une_catastrophe|un_enfer|des_fois|du_coup|du_vol|du_racket|du_vent|un_desastre|une_horreur|une_galere
",
    lead_in: "
il|surtout|deja|enfin|ensuite|puis|aussi|et|d_abord|d_ailleurs|concretement|simplement|tout_simplement|svp|stp|donc|alors|mais|premierement|deuxiemement|bref|en_attendant|pour_commencer|ne_pas|de|a|moi|bonjour|oui|non|urgent|vite|bien|ne|et_puis
",
    asks: "
propos*|proposition*|suggest*|suggestion*|suggere*
amelior*|souhait*|attente*|attendez|aimeriez|voudriez|voulez|reve*
priorit*
devrait|faudrait|faut_il|pourrait|doit_faire|devrions|devons
idee*|solution*|piste*|mesure*|action*|projet*|changer|changeriez|changement*
que_manque|quels_besoins|besoin*|manque
que_faire|comment faire|ameliorer|reduire|renforcer|developper|lutter|faciliter|encourager|rendre
",
    urgent: "
urgent*|urgence*|vite|rapidement|immediat*|tout_de_suite|au_plus_vite|sans_attendre|des_maintenant|sans_delai
danger*|securite|securiser|securis*|accident*|risque*|mort|morts|blesse*|insecurite|peur|insalubr*|effondr*
",
    more: "
plus|davantage de|d
ajouter|ajoutez|rajouter|rajoutez|creer|creez|construire|construisez|batir|installer|installez|mettre|mettez|remettre|remettez|ouvrir|ouvrez|rouvrir|rouvrez|augmenter|augmentez|planter|plantez|garder|gardez|conserver|maintenir|maintien|developper|doubler|multiplier|prolonger|retablir|renforcer|autoriser|rendre|rendez|favoriser|soutenir|oui|instaurer
",
    less: "
moins de|d
supprimer|supprimez|enlever|retirer|retirez|fermer|fermez|interdire|interdisez|interdit|arreter|arretez|cessons|cesser|stop|halte|baisser|baissez|diminuer|reduire|limiter|abandonner|annuler|annulez|pas_de|non|zero|aucun|aucune|contre|oppose|surtout_pas|fin
",
    not: "
ne ~1 pas|plus|jamais
ne|surtout|n pas|plus
non_pas
",
};

const ENGLISH_WORDS: Source = Source {
    classes: "",
    modal: "
there should|must|needs|ought
we|you|they|council|it|someone|somebody|councillors should|must|need|needs|could|ought
should be|have|do|get
could we|you|the|there|someone
can we|you
why not
would be ~2 nice|good|great|lovely|helpful|ideal|welcome|wonderful|brilliant|useful|perfect|appreciated|fantastic|a_start|start|blessing
would ~1 help|sort|do_more|solve|make|change|love
i_d|we_d like|love
i would|should like|love|suggest|propose|want
i want|suggest|propose|wish|dream|urge
we would|want|wish like|love|more|a|the
please
let_us|let_s|lets
how_about|what_about
need|needs ~1 more|better|a|an|some|to|binning|fixing|replacing
bring_back|put_back
wish there|you|they|we
one ~6 would
",
    action: "
add|allow|ask|ban|bring|build|buy|change|charge|check|clean|clear|close|collect|connect|convert|create|cut|dredge|dig|do|drain|employ|empty|encourage|enforce|enlarge|ensure|expand|extend|fence|fill|fine|fit|fix|focus|free|fund|get|give|hire|improve|increase|install|introduce|invest|keep|lay|leave|let|light|limit|link|lower|maintain|make|mend|mow|move|offer|open|organise|organize|paint|patrol|plant|prioritise|prosecute|protect|provide|put|raise|reduce|re|refurbish|reinstate|remove|renovate|reopen|repair|replace|resurface|restore|restrict|run|save|scrap|seal|separate|sell|set|show|sort|spend|split|stop|support|swap|tackle|take|teach|think|tidy|train|treat|trim|try|turn|unlock|update|use|widen|work
don_t|do_not|say_no|hands_off|ditch|bigger|wider|less
",
    no_proposal: "
no_idea|no_opinion|none|nothing|n_a|not_sure|don_t_know|dont_know|no_comment|nope|a_disgrace|a_joke|no_one|nobody|a_shame|all_good|all_right|no_problem*
think_it|do_you|use_it|work_in|leave_it|a_bit|a_lot
",
    lead_in: "
and|also|then|first|firstly|second|secondly|finally|next|just|maybe|perhaps|please|so|but|definitely|obviously|or|at_least|honestly|somewhere
",
    asks: "
propos*|suggest*|suggestion*|recommend*
improv*|change|changes|better|wish|want|like_to_see|would_you_like
priorit*
should|could|need*|must
idea*|solution*|measure*|action*|project*|how_can|how_could|what_would|what_more
missing|lacking
",
    urgent: "
urgent*|urgency|asap|immediately|now|right_away|quickly|straight_away|before_someone|as_soon
danger*|safe|safer|safety|unsafe|accident*|risk*|hazard*|injur*|hurt|killed|emergency|scared
",
    more: "
more|another|extra
add|build|create|install|put|open|reopen|plant|keep|increase|extend|restore|bring|allow|let|widen|provide|reinstate|new|bigger|longer
",
    less: "
less|fewer|no|zero
remove|ban|close|stop|reduce|cut|scrap|limit|hands_off|ditch|end|against|object|withdraw|restrict|lower
",
    not: "
don_t|do_not|dont|never|not|without
",
};
