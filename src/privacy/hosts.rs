//! Web hosts that stay readable, and internet addresses.
//!
//! Every other host is masked: a small site often carries its owner's name.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use regex::Regex;

use super::contacts::{Pattern, spans};
use super::identifiers::{after, before, lead};
use super::{Finding, PersonalData};

static IPV4: Pattern = LazyLock::new(|| Regex::new(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}").ok());
static IPV6: Pattern = LazyLock::new(|| Regex::new(r"(?i-u)[0-9a-f:]{2,}:[0-9a-f:]+").ok());

static UK_POSTCODE: Pattern = LazyLock::new(|| {
    Regex::new(r"(?-u)\b[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}\b").ok()
});

/// IPv4 and IPv6 addresses, and British postcodes, which name some fifteen homes each.
pub(super) fn find(text: &str) -> Vec<Finding> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let postcodes = spans(&UK_POSTCODE, text)
        .into_iter()
        .map(|(start, end)| (PersonalData::Address, start, end));
    internet_addresses(text)
        .into_iter()
        .chain(postcodes)
        .map(|(kind, start, end)| Finding { kind, start, end })
        .collect()
}

/// IPv4 and IPv6 addresses that parse; not the numbers of versions and articles.
fn internet_addresses(text: &str) -> Vec<(PersonalData, usize, usize)> {
    let mut found = Vec::new();
    for (start, end) in spans(&IPV4, text) {
        let edge = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '.' || c == '+');
        let tail = text.get(end..).unwrap_or("");
        let longer = tail.strip_prefix('.').unwrap_or(tail);
        let follows = longer.starts_with(|c: char| c.is_ascii_digit())
            || tail.starts_with(char::is_alphanumeric);
        let lead = lead(text, start);
        let numbered = [
            "version",
            "article",
            "section",
            "chapitre",
            "paragraphe",
            " v",
        ]
        .iter()
        .any(|cue| lead.trim_end().ends_with(cue));
        let whole = text.get(start..end).unwrap_or("");
        let parses = whole.parse::<Ipv4Addr>().is_ok();
        let said =
            lead.trim_end().ends_with("ip") || lead.contains("ip ") || lead.contains("serveur");
        let numbered = numbered || !said && whole.split('.').all(|part| part.len() < 3);
        if parses && !follows && !edge(before(text, start)) && !numbered {
            found.push((PersonalData::Ip, start, end));
        }
    }
    for (start, end) in spans(&IPV6, text) {
        let whole = text.get(start..end).unwrap_or("").trim_end_matches(':');
        let edge = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if whole.len() >= 6
            && whole.parse::<Ipv6Addr>().is_ok()
            && !edge(before(text, start))
            && !edge(after(text, start + whole.len()))
        {
            found.push((PersonalData::Ip, start, start + whole.len()));
        }
    }
    found
}

/// Hosts that say nothing of the writer: public bodies, newspapers, large general sites.
pub(super) fn is_public(host: &str, path: &str) -> bool {
    let of = |list: &str| {
        list.split_whitespace().any(|known| {
            host == known || host.strip_suffix(known).is_some_and(|h| h.ends_with('.'))
        })
    };
    if of(SOCIAL) {
        let page = path.split(['/', '?']).find(|part| !part.is_empty());
        return page.is_none_or(|p| {
            matches!(
                p,
                "watch"
                    | "hashtag"
                    | "search"
                    | "results"
                    | "maps"
                    | "explore"
                    | "groups"
                    | "events"
            )
        });
    }
    of(PUBLIC)
        || of(WELL_KNOWN)
        || PUBLIC_WORDS
            .split_whitespace()
            .any(|word| host.split(['.', '-']).any(|part| part == word))
}

/// Networks where a path leads to somebody's page.
const SOCIAL: &str = "facebook.com fb.com fb.me instagram.com twitter.com x.com linkedin.com \
tiktok.com snapchat.com youtube.com youtu.be pinterest.com pinterest.fr threads.net t.me \
mastodon.social bsky.app github.com gitlab.com medium.com flickr.com copainsdavant.linternaute.com \
linktr.ee about.me vimeo.com dailymotion.com soundcloud.com twitch.tv";

/// Words of a host name that belong to towns and public bodies.
const PUBLIC_WORDS: &str = "gouv gov ville mairie commune metropole agglo agglomeration departement \
region prefecture conseil cc communaute council europa intercommunalite univ ac sncf ratp \
tourisme office bibliotheque mediatheque consultation jeparticipe participer participons concertation \
debatpublic transport transports mobilite mobilites france federation syndicat \
cnrs inserm inrae chu ch hopital hopitaux aphp cpam caf crous academie ecole lycee college universite \
musee theatre opera archives cadastre pref police gendarmerie sdis atmo parc parcs habitat ademe ars \
metro tram bus tcl tan tbm rtm tisseo star ter energie energies radio journal presse news info-trafic \
petition petitions pollinis lpo unicef croix-rouge wiki wikimedia wikipedia openstreetmap";

/// Large sites, transport networks, firms and bodies known over the country.
const WELL_KNOWN: &str = "vigicrues.gouv.fr bison-fute.gouv.fr signal-arretes.fr signal-spam.fr \
lpo.fr fne.asso.fr oiseaux.net tela-botanica.org mnhn.fr inpn.mnhn.fr ornitho.fr xeno-canto.org \
inaturalist.org vigienature.fr pollinis.org sitesetmonuments.org fub.fr parlons-velo.fr af3v.org \
mdb-idf.org velobs.org geovelo.fr geovelo.app komoot.com strava.com openrunner.com alltrails.com \
bonjour-ratp.fr citymapper.com moovit.com blablacar.com tisseo.fr tcl.fr rtm.fr infotbm.com tan.fr \
naolib.fr star.fr bibus.fr ilevia.fr cts-strasbourg.eu astuce.fr twisto.fr divia.fr irigo.fr \
tao-mobilites.fr letram.fr mobilis.ch sbb.ch cff.ch db.de bahn.de renfe.com eurostar.com \
edf.fr enedis.fr engie.fr grdf.fr rte-france.com veolia.fr suez.fr orange.fr sfr.fr free.fr \
bouyguestelecom.fr laposte.fr colissimo.fr chronopost.fr ups.com dhl.com airfrance.fr \
labanquepostale.fr credit-agricole.fr bnpparibas.fr societegenerale.fr boursorama.com paypal.com \
seloger.com pap.fr bienici.com logic-immo.com leboncoin.com vinted.fr ebay.fr aliexpress.com temu.com \
uber.com deliveroo.fr ubereats.com justeat.fr tripadvisor.fr thefork.fr marmiotte.org marmiton.org \
allocine.fr deezer.com spotify.com netflix.com chatgpt.com openai.com microsoft.com apple.com \
avaaz.org petitionpublique.fr petitions.assemblee-nationale.fr cyberactor.org wesign.it change.org \
ufc-quechoisir.org clcv.org familles-de-france.org secourspopulaire.fr restosducoeur.org emmaus.fr \
croix-rouge.fr msf.fr oxfam.org amnesty.fr fondation-abbe-pierre.fr apf-francehandicap.org \
ircantec.retraites.fr urssaf.fr net-entreprises.fr pajemploi.fr cesu.urssaf.fr pronote.net \
parcoursup.fr cned.fr onisep.fr ecoledirecte.com mon-enfant.fr monenfant.fr santepubliquefrance.fr \
sante.fr mesdroitssociaux.gouv.fr anil.org action-logement.fr actionlogement.fr soliha.fr paca.fr \
euronews.com france24.com rfi.fr tv5monde.com publicsenat.fr lcp.fr bastamag.net rue89strasbourg.com \
maville.com infos-dijon.com centre-presse.fr republicain-lorrain.fr vosgesmatin.fr lunion.fr \
lardennais.fr corsematin.com lindependant.fr charentelibre.fr larepubliquedespyrenees.fr \
letelegramme.com unidivers.fr clicanoo.re zinfos974.com imazpress.com tahiti-infos.com la1ere.fr \
gov.uk nhs.uk parliament.uk rspb.org.uk royalmail.com nationaltrust.org.uk";

const PUBLIC: &str = "service-public.fr legifrance.gouv.fr wikipedia.org insee.fr ademe.fr cnil.fr \
senat.fr assemblee-nationale.fr elysee.fr conseil-constitutionnel.fr cerema.fr brgm.fr ign.fr \
data.gouv.fr has-sante.fr ameli.fr caf.fr pole-emploi.fr francetravail.fr impots.gouv.fr \
lemonde.fr lefigaro.fr liberation.fr ouest-france.fr francetvinfo.fr franceinfo.fr francebleu.fr \
france3-regions.francetvinfo.fr radiofrance.fr franceculture.fr franceinter.fr 20minutes.fr \
leparisien.fr lesechos.fr mediapart.fr bfmtv.com actu.fr ladepeche.fr sudouest.fr lavoixdunord.fr \
letelegramme.fr ledauphine.com leprogres.fr estrepublicain.fr dna.fr nicematin.com midilibre.fr \
lamontagne.fr lanouvellerepublique.fr courrier-picard.fr paris-normandie.fr laprovence.com \
reporterre.net la-croix.com lexpress.fr lepoint.fr nouvelobs.com marianne.net humanite.fr \
courrierinternational.com slate.fr huffingtonpost.fr cnews.fr lci.fr tf1.fr tf1info.fr rtl.fr \
europe1.fr arte.tv lagazettedescommunes.com banquedesterritoires.fr vie-publique.fr maire-info.com \
bbc.co.uk bbc.com theguardian.com nytimes.com reuters.com google.com google.fr maps.google.com \
goo.gl openstreetmap.org bing.com qwant.com ecosia.org amazon.fr amazon.com leboncoin.fr \
doctolib.fr booking.com airbnb.fr airbnb.com blablacar.fr change.org mesopinions.com \
openagenda.com helloasso.com zoom.us framaforms.org sncf-connect.com oui.sncf trainline.fr \
meteofrance.com who.int oecd.org ipcc.ch giec.fr un.org wwf.fr greenpeace.fr greenpeace.org \
fub.fr parlons-velo.fr barometre-velo.fr negawatt.org rte-france.com enedis.fr edf.fr engie.fr \
laposte.fr orange.fr sfr.fr free.fr bouyguestelecom.fr microsoft.com apple.com whatsapp.com \
decidim.org fixmystreet.com fixmystreet.org purpoz.com republique-numerique.fr granddebat.fr gnu.org wikimedia.org creativecommons.org \
doctissimo.fr archive.org cap-collectif.com \
paris.fr lyon.fr grandlyon.com marseille.fr toulouse.fr nice.fr nantes.fr strasbourg.eu \
montpellier.fr montpellier3m.fr bordeaux.fr lille.fr rennes.fr reims.fr toulon.fr grenoble.fr \
dijon.fr angers.fr nimes.fr brest.fr tours.fr amiens.fr limoges.fr metz.fr besancon.fr \
orleans.fr rouen.fr caen.fr nancy.fr avignon.fr poitiers.fr pau.fr laposte.net iledefrance.fr \
occitanie.fr bretagne.bzh nouvelle-aquitaine.fr auvergnerhonealpes.fr grandest.fr normandie.fr \
hautsdefrance.fr paysdelaloire.fr maregionsud.fr star.fr tisseo.fr tcl.fr tan.fr \
letsencrypt.org khanacademy.org zdnet.fr clubic.com 01net.com openfisca.fr mon-service-public.fr lacnic.net numerama.com lapresse.ca arretsurimages.net societe.com mozilla.org \
agirc-arrco.fr info-retraite.fr lassuranceretraite.fr servicepublic.fr msa.fr cnav.fr apec.fr \
lafibre.info nextinpact.com arcep.fr ariase.com degrouptest.com zoneadsl.com echosdunet.net \
youtube.com dailymotion.com vimeo.com geoportail.gouv.fr waze.com mappy.com viamichelin.fr \
michelin.fr meteociel.fr infoclimat.org airparif.fr atmo-france.org quechoisir.org 60millions-mag.com \
notre-planete.info actu-environnement.com futura-sciences.com \
velib-metropole.fr citiz.coop flixbus.fr ouigo.com transdev.com keolis.com vinci.com \
cdiscount.com fnac.com darty.com ikea.com decathlon.fr leclerc.fr carrefour.fr";
