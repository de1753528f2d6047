#!/usr/bin/env python3
"""Recompte la preuve d'une assemblée sans Maillage : « tools/verifier.py FICHIER… ».

Écrit d'après docs/preuves.md, avec la seule bibliothèque standard. Refait la liste électorale, les présences, les
quorums, les comptes, les élections et l'empreinte ; rend 0 quand tout tient, 1 sinon.
"""
import datetime
import hashlib
import json
import sys
from fractions import Fraction


class Faux(Exception):
    """Ce que la preuve affirme et que le recompte ne retrouve pas."""


def unique(paires):
    objet = dict(paires)
    if len(objet) != len(paires):
        raise Faux("un nom figure deux fois dans un même objet")
    return objet


def refuse(mot):
    raise Faux(f"« {mot} » n'est pas un nombre entier")


def canonique(valeur):
    return json.dumps(valeur, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(octets):
    return hashlib.sha256(octets).hexdigest()


def seuil(regle, compte, total):
    """Compare un compte à une part d'un total, par des fractions exactes."""
    demande = Fraction(regle["part"]) * total
    return compte >= demande if regle["comparaison"] == "au-moins" else compte > demande


def minimum(regle, total):
    demande = Fraction(regle["part"]) * total
    bas = demande.numerator // demande.denominator
    return bas + 1 if regle["comparaison"] == "plus-de" or demande != bas else bas


def plafond(cap, total):
    bornes = [cap["au-plus"]] if "au-plus" in cap else []
    if "part" in cap:
        bornes.append(max(1, int(Fraction(cap["part"]) * total)))
    return min(bornes) if bornes else None


class Salle:
    """La liste électorale, et ce que les statuts acceptent de l'émargement et des pouvoirs."""

    def __init__(self, pv):
        self.pv, self.statuts = pv, pv["statuts"]
        self.colleges = {c["cle"]: c for c in self.statuts["colleges"]}
        self.lister()
        self.presences, self.pouvoirs, self.refus = [], [], 0
        for p in pv["emargement"]:
            self.ajouter(self.presences, p, self.presence_valable(p))
        for p in pv["pouvoirs"]:
            self.ajouter(self.pouvoirs, p, self.pouvoir_valable(p))

    def ajouter(self, liste, element, valable):
        if valable:
            liste.append(element)
        else:
            self.refus += 1

    # La liste électorale.

    def lister(self):
        tete = {}

        def racine(x):
            while tete.get(x, x) != x:
                x = tete[x]
            return x

        signes = {}
        membres = self.pv["membres"]
        for m in membres:
            for signe in [("siren", m.get("siren")), ("groupe", m.get("groupe"))]:
                if signe[1]:
                    a, b = racine(m["organisation"]), racine(signes.setdefault(signe, m["organisation"]))
                    tete[max(a, b)] = min(a, b)
        self.inscrits, self.ecartes, self.noms = {}, [], {}
        vus = set()
        for m in sorted(membres, key=lambda m: m["organisation"]):
            numero = m["organisation"]
            self.noms.setdefault(numero, m["nom"])
            if numero in vus or not self.vote(m):
                self.ecartes.append(numero)
            else:
                self.inscrits[numero] = dict(voix=m["voix"], college=m.get("college"), groupe=racine(numero), famille=m.get("famille"))
            vus.add(numero)

    def vote(self, m):
        jour, regle = datetime.date.fromisoformat(self.pv["date-de-la-liste"]), self.statuts["electorat"]
        lire = datetime.date.fromisoformat
        if "admise-le" not in m or lire(m["admise-le"]) > jour:
            return False
        if "partie-le" in m and lire(m["partie-le"]) <= jour:
            return False
        if any(s.get("from", "0") <= str(jour) < s.get("until", "9") for s in m["suspensions"]):
            return False
        if (jour - lire(m["admise-le"])).days < regle["anciennete-en-jours"]:
            return False
        annees = {"aucune": None, "annee-en-cours": [0], "annee-precedente": [1], "annee-en-cours-ou-precedente": [0, 1]}
        exigees = annees[regle["cotisation"]]
        if exigees is not None and not any(jour.year - n in m["cotisations"] for n in exigees):
            return False
        college = self.colleges.get(m.get("college"))
        if m["collectivite"] and not (college and college["collectivites"]):
            return False
        return m["voix"] > 0 and (not self.colleges or college is not None)

    def voix(self, organisations):
        return sum(self.inscrits[o]["voix"] for o in set(organisations) if o in self.inscrits)

    def etiquette(self, numero):
        nom = self.noms.get(numero, f"l’organisation {numero}")
        autres = [o for o in self.inscrits if o != numero and self.noms[o] == nom]
        return f"{nom} ({numero})" if autres else nom

    # Présences et pouvoirs.

    def derniere(self, organisation, point):
        vues = [(p["depuis"], n) for n, p in enumerate(self.presences) if p["organisation"] == organisation and p["depuis"] <= point]
        return self.presences[max(vues)[1]] if vues else None

    def presence_valable(self, p):
        if p["organisation"] not in self.inscrits:
            return False
        plus = self.statuts["electorat"].get("mandats-par-personne")
        qui = p.get("representant")
        if p["etat"] not in ("present", "en-ligne") or qui is None or plus is None:
            return True
        autres = {q["organisation"] for q in self.presences} - {p["organisation"]}
        tenues = [d for d in (self.derniere(o, p["depuis"]) for o in autres) if d]
        return len([d for d in tenues if d["etat"] in ("present", "en-ligne") and d.get("representant") == qui]) < plus

    @staticmethod
    def couvre(p, point):
        return p["depuis"] <= point < p.get("retire", point + 1) and point in p.get("points", [point])

    def moments(self, *pouvoirs):
        return sorted({n for p in pouvoirs for n in [p["depuis"]] + p.get("points", [])})

    def croise(self, p, q):
        return any(self.couvre(p, n) and self.couvre(q, n) for n in self.moments(p, q))

    def pouvoir_valable(self, p):
        regle, de, a = self.statuts["pouvoirs"], p["de"], p.get("a")
        croises = [q for q in self.pouvoirs if self.croise(p, q)]
        if not regle["admis"] or de not in self.inscrits or any(q["de"] == de or q.get("a") == de for q in croises):
            return False
        if a is None:
            return regle["en-blanc"] != "refuses"
        if a == de or a not in self.inscrits or any(q["de"] == a for q in croises):
            return False
        if regle["meme-college"] and self.inscrits[de]["college"] != self.inscrits[a]["college"]:
            return False
        famille = {o for o, e in self.inscrits.items() if e["groupe"] == self.inscrits[a]["groupe"]}
        portes = [q for q in self.pouvoirs if q.get("a") in famille]
        charges = [[q for q in portes if self.couvre(q, n)] for n in self.moments(p, *portes) if self.couvre(p, n)]
        charge = max(charges, key=len, default=[])
        if "au-plus" in regle and len(charge) >= regle["au-plus"]:
            return False
        en_main = self.voix(famille) + self.voix([q["de"] for q in charge] + [de])
        tous = self.voix(self.inscrits)
        bornes = [plafond(c, tous) for c in self.statuts["plafonds"] if c["de"] == "voix" and c["par"] in ("organisation", "groupe")]
        return all(b is None or en_main <= b for b in bornes)

    def parterre(self, point):
        etats = {o: (self.derniere(o, point) or {}).get("etat") for o in self.inscrits}
        ici = {o for o, e in etats.items() if e in ("present", "en-ligne")}
        representes = {}
        for p in self.pouvoirs:
            if self.couvre(p, point) and p["de"] not in ici and p.get("a") in ici:
                representes.setdefault(p["de"], p["a"])
        par = lambda mot: {o for o, e in etats.items() if e == mot}
        return dict(presents=par("present"), ligne=par("en-ligne"), poste=par("par-correspondance") - set(representes), representes=representes)

    def votants(self, p):
        return p["presents"] | p["ligne"] | p["poste"] | set(p["representes"])

    def quorum(self, sorte, point):
        reunion = self.statuts["reunions"].get(sorte, {})
        regle = reunion.get("quorum")
        if self.pv["reunion"]["seconde-convocation"] and "seconde-convocation" in reunion:
            regle = reunion["seconde-convocation"].get("quorum")
        if regle is None:
            return dict(atteint=True, detail=[])
        if not self.inscrits:
            return dict(atteint=False, detail=[])
        p = self.parterre(point)
        sortes = dict(presents=p["presents"], representes=set(p["representes"]))
        sortes.update({"en-ligne": p["ligne"], "par-correspondance": p["poste"]})
        la = set().union(*(sortes[c] for c in regle["comptent"])) if regle["comptent"] else set()
        detail = []
        for cle in self.colleges if regle["par-college"] and self.colleges else [None]:
            tous = [o for o, e in self.inscrits.items() if cle is None or e["college"] == cle]
            peser = self.voix if regle["base"] == "voix" else len
            if tous:
                compte, total = peser([o for o in tous if o in la]), peser(tous)
                part = dict(comptes=compte, inscrits=total, necessaires=minimum(regle["seuil"], total), atteint=seuil(regle["seuil"], compte, total))
                detail.append(part | ({"college": cle} if cle is not None else {}))
        return dict(atteint=all(d["atteint"] for d in detail), detail=detail)


SORTES = ["pour", "contre", "abstentions", "blancs", "nuls"]


def somme(comptes):
    return {s: sum(c[s] for c in comptes) for s in SORTES}


def rapprocher(salle, parterre, voies, explication):
    """Les voies d'un même vote : jamais plus de voix que de votants, chacun une fois."""
    if any(not 0 <= v["voix"][s] <= 10**9 for v in voies for s in SORTES):
        return dict(issue="refuse", voix=somme([]), ecart=0)
    signes = [o for v in voies for o in v["votants"] or []]
    fautes = bool(set(signes) - salle.votants(parterre)) or len(signes) != len(set(signes))
    mains = ecart = 0
    for v in voies:
        total = sum(v["voix"].values())
        if v["votants"] is None:
            mains += total
            fautes |= v["voie"] != "main-levee" or len(set(v["scrutateurs"]) - {""}) < 2
        else:
            fautes |= total > salle.voix(v["votants"])
            ecart += max(0, salle.voix(v["votants"]) - total)
    fautes |= mains > salle.voix(salle.votants(parterre) - parterre["poste"] - set(signes))
    issue = "refuse" if fautes else "concordant" if ecart == 0 else "explique" if explication.split() else "a-expliquer"
    return dict(issue=issue, voix=somme([v["voix"] for v in voies]), ecart=ecart)


def compter(salle, vote, regle):
    """Chaque voie avec son compte ; None quand il manque un compte de collège."""
    par_college = bool(salle.colleges) and regle["colleges"] != "ensemble"
    voies = []
    for v in vote["voies"]:
        if "choix" in v:
            groupes = list(salle.colleges) if par_college else [None]
            for rang, cle in enumerate(groupes):
                siens = [c for c in v["choix"] if (c["organisation"] not in salle.inscrits and rang == 0)
                         or (c["organisation"] in salle.inscrits and cle in (None, salle.inscrits[c["organisation"]]["college"]))]
                noms = dict(pour="pour", contre="contre", abstention="abstentions", blanc="blancs")
                compte = somme([])
                for c in siens:
                    compte[noms[c["choix"]]] += salle.voix([c["organisation"]])
                if siens or len(groupes) == 1:
                    voies.append(dict(voie=v["voie"], college=cle, votants=[c["organisation"] for c in siens], voix=compte, scrutateurs=v["scrutateurs"]))
            continue
        cle, votants = v.get("college"), v.get("votants")
        etrangers = cle is not None and any(salle.inscrits.get(o, {}).get("college") != cle for o in votants or [])
        if "voix" not in v or etrangers or (par_college and cle not in salle.colleges):
            return None
        voies.append(dict(voie=v["voie"], college=cle, votants=votants, voix=v["voix"], scrutateurs=v["scrutateurs"]))
    return voies


def base(vote, regle):
    if regle["base"] != "exprimes":
        return vote["present"] if regle["base"] == "presents-ou-representes" else vote["inscrits"]
    c = vote["voix"]
    return c["pour"] + c["contre"] + sum(c[s] for s in SORTES[2:] if regle[s] == "dans-la-base")


def resolution(votes, regle, colleges, voix_de_la_presidence):
    """Adoptée ou non ; None quand les nombres ne vont pas ensemble."""
    incoherent = any(sum(v["voix"].values()) > v["present"] or v["inscrits"] < v["present"] for v in votes)
    if incoherent or (voix_de_la_presidence and not regle["voix-preponderante"]):
        return None
    tout = dict(voix=somme([v["voix"] for v in votes]), present=sum(v["present"] for v in votes), inscrits=sum(v["inscrits"] for v in votes))
    pour, contre = tout["voix"]["pour"], tout["voix"]["contre"]
    if pour + contre == 0:
        return dict(adoptee=False, egalite=False, preponderante=False)
    if regle["colleges"] in ("poids-proportionnels", "poids-au-vainqueur"):
        return ponderee(votes, regle, colleges, voix_de_la_presidence)
    egalite = pour == contre
    if egalite:
        assez = regle["voix-preponderante"] and voix_de_la_presidence == "pour" and seuil(regle["seuil"], pour + 1, base(tout, regle))
        issue = dict(adoptee=bool(assez), egalite=True, preponderante=bool(assez) or bool(regle["voix-preponderante"] and voix_de_la_presidence == "contre"))
    else:
        issue = dict(adoptee=pour > contre and seuil(regle["seuil"], pour, base(tout, regle)), egalite=False, preponderante=False)
    if regle["colleges"] == "double-majorite":
        tiennent = [v["voix"]["pour"] > v["voix"]["contre"] and seuil(regle["seuil"], v["voix"]["pour"], base(v, regle)) for v in votes if v["inscrits"] > 0]
        issue["adoptee"] = issue["adoptee"] and all(tiennent)
        issue["preponderante"] = issue["preponderante"] and issue["adoptee"]
    return issue


def ponderee(votes, regle, colleges, preponderante):
    pour = contre = socle = Fraction(0)
    for v in votes:
        poids = colleges.get(v["college"], {}).get("poids", 0)
        if v["inscrits"] == 0 or poids == 0:
            continue
        a, b = v["voix"]["pour"], v["voix"]["contre"]
        if a + b == 0:
            socle += poids if regle["college-muet"] == "dans-la-base" else 0
            continue
        socle += poids
        if regle["colleges"] == "poids-au-vainqueur":
            pour, contre = pour + poids * (a > b), contre + poids * (b > a)
        else:
            pour, contre = pour + Fraction(poids * a, base(v, regle)), contre + Fraction(poids * b, base(v, regle))
    if pour == contre:
        oui = regle["voix-preponderante"] and preponderante == "pour" and Fraction(regle["seuil"]["part"]) <= Fraction(1, 2) and pour + contre == socle
        return dict(adoptee=bool(oui), egalite=True, preponderante=bool(oui))
    return dict(adoptee=pour > contre and seuil(regle["seuil"], pour, socle), egalite=False, preponderante=False)


def controler(preuve):
    inconnus = set(preuve) - {"format", "proces-verbal", "resultats", "empreinte", "sceau"}
    if preuve.get("format") != "maillage-preuve/1" or inconnus:
        raise Faux("ce n'est pas une preuve d'assemblée")
    couvert = {c: preuve[c] for c in ("format", "proces-verbal", "resultats")}
    empreinte = sha256(canonique(couvert))
    if preuve["empreinte"] != empreinte:
        raise Faux(f"l'empreinte ne correspond pas au contenu ({empreinte})")
    if "sceau" in preuve:
        s = preuve["sceau"]
        ligne = "\n".join([s["precedente"], str(s["ligne"]), s["a"], s["acteur"], s["sorte"], s["sujet"], s["detail"]])
        if sha256(ligne.encode()) != s["empreinte"] or json.loads(s["detail"]).get("empreinte") != empreinte:
            raise Faux("le sceau n'est pas celui d'une ligne du journal qui cite cette empreinte")
    pv, dit = preuve["proces-verbal"], preuve["resultats"]
    if pv["format"] != "maillage-assemblee/1":
        raise Faux("format de procès-verbal inconnu")
    salle = Salle(pv)
    recompter(salle, pv, dit)
    return empreinte


def exiger(egal, quoi):
    if not egal:
        raise Faux(f"{quoi} : le recompte ne donne pas la même chose")


def recompter(salle, pv, dit):
    liste = [{k: v for k, v in dict(organisation=o, nom=salle.noms[o], **e).items() if v is not None} for o, e in salle.inscrits.items()]
    exiger(dit["liste"]["inscrits"] == liste and dit["liste"]["date"] == pv["date-de-la-liste"], "la liste électorale")
    exiger([e["organisation"] for e in dit["liste"]["ecartes"]] == salle.ecartes, "ceux qui ne votent pas")
    exiger(len(dit["refus"]) == salle.refus, "les présences et pouvoirs refusés")
    sortes = sorted({p["regles"] for p in pv["points"]}) if pv["reunion"]["sorte"] not in salle.statuts["reunions"] and pv["reunion"]["sorte"] == "mixte" else [pv["reunion"]["sorte"]]
    exiger(sorted(o["regles"] for o in dit["ouverture"]) == sortes, "les règles suivies")
    for o in dit["ouverture"]:
        meme_quorum(o["quorum"], salle.quorum(o["regles"], 0), "le quorum à l'ouverture")
    ouverts = [p for p in pv["points"] if "ouvert-a" in p]
    exiger([p["point"] for p in dit["points"]] == [p["point"] for p in ouverts], "les points abordés")
    for point, resultat in zip(ouverts, dit["points"]):
        un_point(salle, point, resultat, f"le point {point['point']}")


def meme_quorum(dit, trouve, quoi):
    exiger(dit["atteint"] == trouve["atteint"] and dit["detail"] == trouve["detail"], quoi)
    exiger(not dit["detail"] or dit["phrase"].endswith("n’est pas atteint.") != dit["atteint"], f"{quoi}, sa phrase")


def un_point(salle, point, dit, quoi):
    numero = point["point"]
    p, q = salle.parterre(numero), salle.quorum(point["regles"], numero)
    meme_quorum(dit["quorum"], q, quoi)
    la = dict(presents=sorted(p["presents"]), **{"en-ligne": sorted(p["ligne"]), "par-correspondance": sorted(p["poste"])})
    exiger(all(dit[c] == v for c, v in la.items()) and dit["voix-presentes"] == salle.voix(salle.votants(p)), f"{quoi}, les présents")
    exiger(dit["representes"] == [dict(de=d, a=p["representes"][d]) for d in sorted(p["representes"])], f"{quoi}, les pouvoirs")
    reunion, vote, election = salle.statuts["reunions"].get(point["regles"]), point.get("vote"), point.get("election")
    en_ligne(point, quoi)
    trouve = {}
    if reunion and election and election.get("a-voix-haute", {}).get("etapes"):
        une_election_a_voix_haute(salle, p, q, election, trouve)
    elif reunion and election and "premier-tour" in election:
        from_election(salle, p, q, election, trouve)
    elif reunion and vote and vote["voies"]:
        un_vote(salle, p, q, vote, reunion["majorite"], trouve)
    else:
        trouve["refus"] = reunion is None
    exiger(("refus" in dit) == trouve.get("refus", False), f"{quoi}, ce qui ne peut pas être proclamé")
    for cle in ("rapprochement", "rapprochement-du-second-tour"):
        exiger({k: v for k, v in dit.get(cle, {}).items() if k != "phrases"} == trouve.get(cle, {}), f"{quoi}, le {cle}")
    resultat = trouve.get("resultat")
    exiger(("resultat" in dit) == (resultat is not None), quoi)
    if resultat:
        r = dit["resultat"]
        exiger((r["adoptee"], r["egalite"], r["voix-preponderante"]) == (resultat["adoptee"], resultat["egalite"], resultat["preponderante"]), f"{quoi}, le résultat")
        exiger(r["phrase"].endswith(("n’est pas adoptée.", "rien n’est adopté.")) != r["adoptee"], f"{quoi}, la phrase")
    exiger({k: dit.get("depouillement", {}).get(k) for k in ("elus", "classement", "second_tour")} == trouve.get("depouillement", dict.fromkeys(("elus", "classement", "second_tour"))), f"{quoi}, l'élection")


def en_ligne(point, quoi):
    """Les voix venues en ligne sont celles des scrutins que le procès-verbal contient."""
    from scrutins_en_ligne import EnLigne
    vote, election = point.get("vote", {}), point.get("election", {})
    tours = [t["en-ligne"] for t in (election.get("premier-tour", {}), election.get("second-tour", {})) if "en-ligne" in t]
    du_vote = [(vote["scrutin"], None)] if "scrutin" in vote else []
    for fichier, tour in du_vote + [(t["scrutin"], t) for t in tours]:
        trouve = EnLigne(fichier)
        exiger(not trouve.defauts, f"{quoi}, le vote en ligne ({' ; '.join(trouve.defauts)})")
        if tour is None:
            exiger(trouve.voies() == [v for v in vote["voies"] if v["voie"] == "en-ligne"], f"{quoi}, les voix en ligne")
            exiger(trouve.manifeste["texte"] == (point["texte"] or point["titre"]), f"{quoi}, le texte voté en ligne")
        else:
            exiger(trouve.tour() == tour, f"{quoi}, les bulletins en ligne")


def un_vote(salle, p, q, vote, regle, trouve):
    voies = compter(salle, vote, regle)
    if voies is None:
        trouve["refus"] = True
        return
    r = trouve["rapprochement"] = rapprocher(salle, p, voies, vote["explication"])
    ouvert = any(v["voie"] in ("main-levee", "appel-nominal") or "choix" in v for v in vote["voies"])
    demandeurs, demande = salle.statuts["scrutin-secret"].get("demandeurs"), vote["secret-demande-par"]
    secret = vote["secret"] or (demandeurs is not None and demande > 0 and demande >= max(1, demandeurs))
    if not q["atteint"] or (ouvert and secret) or r["issue"] not in ("concordant", "explique"):
        trouve["refus"] = True
        return
    par_college = bool(salle.colleges) and regle["colleges"] != "ensemble"
    votes = []
    for cle in salle.colleges if par_college else [None]:
        tous = {o for o, e in salle.inscrits.items() if cle in (None, e["college"])}
        siennes = [v["voix"] for v in voies if cle in (None, v["college"])]
        votes.append(dict(college=cle, voix=somme(siennes), present=salle.voix(salle.votants(p) & tous), inscrits=salle.voix(tous)))
    trouve["resultat"] = resolution(votes, regle, salle.colleges, vote.get("voix-preponderante"))
    trouve["refus"] = trouve["resultat"] is None


def from_election(salle, p, q, election, trouve):
    from scrutins import depouiller
    tours = [t for t in (election["premier-tour"], election.get("second-tour")) if t]
    for tour, cle in zip(tours, ("rapprochement", "rapprochement-du-second-tour")):
        voies = [dict(voie=tour["voie"], votants=tour.get("votants"), voix=compte_des_bulletins(tour["bulletins"]), scrutateurs=tour["scrutateurs"])]
        if "en-ligne" in tour:
            ligne = tour["en-ligne"]
            voies.append(dict(voie="en-ligne", votants=ligne["votants"], voix=compte_des_bulletins(ligne["bulletins"]), scrutateurs=[]))
        trouve[cle] = rapprocher(salle, p, voies, tour["explication"])
    ouvert = any(t["voie"] in ("main-levee", "appel-nominal") or not t.get("en-ligne", {"secret": True})["secret"] for t in tours)
    tient = all(trouve[c]["issue"] in ("concordant", "explique") for c in trouve)
    if not q["atteint"] or not tient or (ouvert and (election["secret"] or salle.statuts["scrutin-secret"]["personnes"])):
        trouve["refus"] = True
        return
    try:
        resultat = depouiller(salle, election | {c: tous_les_bulletins(election[c]) for c in ("premier-tour", "second-tour") if c in election})
    except ValueError:  # une mention qui n'est pas de l'échelle
        resultat = None
    trouve["refus"] = resultat is None
    if resultat is not None:
        trouve["depouillement"] = resultat


def une_election_a_voix_haute(salle, p, q, election, trouve):
    from scrutins import a_voix_haute
    secret = election["secret"] or salle.statuts["scrutin-secret"]["personnes"]
    resultat = a_voix_haute(salle, election, salle.votants(p)) if q["atteint"] and not secret else None
    trouve["refus"] = resultat is None
    if resultat is not None:
        trouve["depouillement"] = resultat


def compte_des_bulletins(bulletins):
    compte = somme([])
    for b in bulletins:
        compte["blancs" if b.get("blanc") else "nuls" if b.get("nul") else "pour"] += b["nombre"] if 0 <= b["nombre"] <= 10**9 else -10**12
    if min(compte.values()) < 0 or sum(compte.values()) > 10**9:
        compte = somme([]) | {"pour": -1}
    return compte


def tous_les_bulletins(tour):
    return tour | {"bulletins": tour["bulletins"] + tour.get("en-ligne", {"bulletins": []})["bulletins"]}


def main(fichiers):
    if not fichiers:
        print(__doc__, file=sys.stderr)
        return 64
    tout_tient = True
    for fichier in fichiers:
        try:
            with open(fichier, "rb") as entree:
                preuve = json.loads(entree.read().decode(), object_pairs_hook=unique, parse_float=refuse, parse_constant=refuse)
            print(f"{fichier} : tient, {controler(preuve)}")
        except (Faux, KeyError, TypeError, ValueError, AttributeError, IndexError, OSError, RecursionError) as faute:
            tout_tient = False
            print(f"{fichier} : NE TIENT PAS, {type(faute).__name__ + ' ' if not isinstance(faute, Faux) else ''}{faute}")
    return 0 if tout_tient else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
