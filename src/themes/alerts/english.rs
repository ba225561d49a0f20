//! What speaks of danger in English, as data: classes of words, rules, evidence.
//!
//! Same notation and weights as the French tables.

use super::tables::Tables;

pub(super) const TABLES: Tables = Tables {
    classes: CLASSES,
    rules: RULES,
    idioms: IDIOMS,
    negators: "no not never t without zero hardly nor",
    hypotheses: "if there|anyone|someone|somebody|they ~2 was|were|ever|had\nif ever|only\nimagine|suppose\nin_case of|there\nwould be|have|become\ncould be|happen\nin_the_event\njust_in_case",
    past: "@ages years ago|back\ndecades_ago\nback_in_the\nin_the @decades\nwhen_i_was ~3 child|kid|boy|girl|young|little\nlong_ago\nduring_the_war\ngrandfather|grandad|ancestor*",
    resolved: "has|have|was|were|been|got|is|s ~2 fixed|repaired|sorted|solved|resolved|mended|replaced|made_safe\nit_has_been ~2 fine|safe\nused_to_be\nfilled_in ~1 long|ago|since\nbeen_fine\nlights|council|roundabout have|has ~1 sorted|fixed|solved",
    general: GENERAL,
    personal: "i|my|me|mine|our|we|us|im|ive",
    someone: "@someone",
    dated: DATED,
    placed: PLACED,
    pursued: PURSUED,
    exposed: EXPOSED,
};

const CLASSES: &str = include_str!("english/classes.txt");

const IDIOMS: &str = "
because ~2 the ~2 age|religion
struck by how|the
chok* with|by_traffic
dead after|at|in_the|as
shot|killed by_police
blood pressure|test*|donor*|donation
hit ~1 pothole|target*|nail|road
hit ~1 by ~1 cost*|price*|cuts|tax*
watch*|watching ~1 birds|the|sport|tv|film*|match*
follow*|following ~1 the|up|rules|advice|signs|path|route|example
push|pushed|pushing ~1 pram*|buggy|wheelchair*|button|for|back
pull* ~1 weeds|together|out|plug
block*|lock* ~1 view|path|pavement|gates|gate
film|filming ~1 location*
beat the|around
died|die|dying laughing|on_its
to_die_for
dying to|of_boredom|for
killing|kill|kills ~2 high_street|trade|business*|town|centre|shops|me_softly
sick of|and_tired
sick|ill with_worry
hit_by ~1 smell|cost|price*|rise*|charges|tax
hit the|rock
fell in_love|through_the_net|behind|out_with|apart|short
fall|falls in_love|behind|short|apart
beaten_track
hanging|hang about|out|around|baskets
falling_to_bits
falling apart|behind
murder_trying
death_by
death_warrant
shot_in_the_arm
fire service*|station|engine*|pit*
gas price*|bill*|canister*
under_fire
knock_on
broke_down
step|steps in_the|forward|back|up|towards
head of|start|teacher|over
on_the_other_hand
hand in|over|out
old_age_pension*
hitting|hit motorists|drivers|taxpayers|shoppers
punch_above
";

const GENERAL: &str = "
should|must|need_to|needs_to|ought
stop|tackle|tackling|prevent*|avoid|reduce|combat|fight_against
priority|priorities
ban|punish*|sentence*|penalt*|prosecut*|crime_rate*
train|training|educate|education|awareness|campaign*
government|country|nation*|britain|england|europe|parliament|minister*|westminster|nhs|society|world
law|laws|policy|policies|politic*|tax*|budget|fund|funding|spending
women_and|men_and|people_are|people_who
more police|cctv|patrols|policing
make ~2 safe
in_general|generally
the elderly|homeless|poor|rich|disabled
killer_of
nobody_should
no_child
";

const DATED: &str = "
yesterday|recently|tonight|lately
this|last|other morning|evening|night|week|weekend|month|year|winter|summer|spring|autumn
this|last|on ~1 monday|tuesday|wednesday|thursday|friday|saturday|sunday
monday|tuesday|wednesday|thursday|friday|saturday|sunday
january|february|march|april|june|july|august|september|october|november|december
jan|feb|mar|apr|jun|jul|aug|sept|oct|nov|dec
christmas|easter|bonfire
since ~2 @n|christmas|january|march|monday|tuesday|then|october
for|past|last ~1 @n day*|week*|month*|nights|years
@n day*|week*|month* ago
every ~1 night|day|morning|evening|week|weekend
most nights|days|evenings|mornings|weekends
2020|2021|2022|2023|2024|2025|2026|2027
second|third|fourth|fifth|3rd|4th|twice|three_times|again|several_times|five_times
still|already|just_now
a_week_now
";

const PLACED: &str = "
street|road|lane|avenue|close|walk|drive|terrace|crescent|square|row
the|our|my|this|that|a|his|her ~2 @place
outside|behind|under|opposite|beside|near|by|at the|our|my
flat|block|stairwell|stairs|lift|bridge|station|park|library|school|nursery|playground|platform
";

const PURSUED: &str = "
report*
told|warned|rang|emailed|phoned|complained
still|yet not|no|in|there|hasn|hanging|open|broken
nobody|no_one ~2 has|comes|came|does|answers|will|cares|did
nothing ~2 done|happened|changed
no answer|reply|response|action
never been|got|came
hasn|haven|isn|wasn_t ~1 been|fixed
just_logs
rings_out
the_police
council|landlord|head|office says|said|told|tells|just
not|never ~1 fixed|mended|repaired|fenced|taped
";

const EXPOSED: &str = "
children|kids|toddlers|pupils|pram*|buggy|baby|pedestrians|passers
school*|nursery|playground|playgroup
underneath|below|on_to_the_pavement|onto|head_height|toddler_height
going_to|gonna|will ~3 killed|hurt|die|death|injured|fall|tragedy
someone|somebody_s|will|is ~3 killed|hurt|die|injured
ambulance|hospital|paramedic*|police|a_e|fire_brigade|999
scared|terrified|afraid|frightened|dare_not|daren
minus|freezing|frost
doctor|nurse|engineer|surveyor
inches|feet|metres
";

const RULES: &str = include_str!("english/rules.txt");
