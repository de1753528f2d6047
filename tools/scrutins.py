"""Les dépouillements d'élections, écrits d'après leurs définitions (docs/preuves.md), pour verifier.py."""
import hashlib
from fractions import Fraction


def marques(salle, c):
    o = c["organisation"]
    inscrit = salle.inscrits.get(o, {})
    trouvees = dict(organisation=salle.etiquette(o), groupe=salle.etiquette(inscrit.get("groupe", o)), famille=inscrit.get("famille"), college=inscrit.get("college"), genre=c.get("genre"))
    return {k: v for k, v in trouvees.items() if v is not None}


class Election:
    def __init__(self, salle, e):
        self.sieges, statuts = e["sieges"], salle.statuts
        self.candidats = [c for c in e["candidats"] if not c["retiree"]]
        self.noms = [c["nom"] for c in self.candidats]
        self.marques = [marques(salle, c) for c in self.candidats]
        self.regles, self.graine = statuts["departage"], e.get("graine")
        instance = next((i for i in statuts["instances"] if i["cle"] == e["instance"]), None)
        entier = instance["sieges"] if instance else self.sieges
        en_place = [marques(salle, c) for c in e["en-place"]]
        plafonds = [c for c in statuts["plafonds"] if c["de"] == "sieges"]
        if instance and instance["parite"]:
            plafonds.append({"par": "genre", "au-plus": (entier + 1) // 2})
        self.plafonds = []
        for c in plafonds:
            bornes = ([c["au-plus"]] if "au-plus" in c else []) + ([max(1, int(Fraction(c["part"]) * entier))] if "part" in c else [])
            if bornes:
                self.plafonds.append((c["par"], c.get("cle"), min(bornes)))
                tenus = [m[c["par"]] for m in en_place if c["par"] in m and c.get("cle") in (None, m[c["par"]])]
                self.plafonds += [(c["par"], m, max(0, min(bornes) - tenus.count(m))) for m in set(tenus)]
        self.reserves = dict(instance["sieges-par-college"]) if instance else {}
        for m in en_place:
            if m.get("college") in self.reserves:
                self.reserves[m["college"]] -= 1
        self.reserves = {k: v for k, v in self.reserves.items() if v > 0}

    def barre(self, c, elus):
        """Un siège de plus pour ce candidat passerait-il un plafond ?"""
        for par, cle, plus in self.plafonds:
            m = self.marques[c].get(par)
            if m is not None and cle in (None, m) and sum(self.marques[e].get(par) == m for e in elus) >= plus:
                return True
        if not self.reserves:
            return False
        par_college = {}
        for e in elus + [c]:
            cle = self.marques[e].get("college", "")
            par_college[cle] = par_college.get(cle, 0) + 1
        libres = sum(max(0, n - self.reserves.get(k, 0)) for k, n in par_college.items())
        return libres > max(0, self.sieges - sum(self.reserves.values()))

    def departager(self, ex):
        """L'ordre que donnent les statuts, et si le siège est partagé ; [] quand rien ne départage."""
        for regle in self.regles:
            if regle == "partage":
                return ex, True
            if regle == "ordre":
                return sorted(ex), False
            if regle == "tirage" and self.graine:
                cle = lambda c: (hashlib.sha256((self.graine + "\n" + self.noms[c]).encode()).hexdigest(), c)
                return sorted(ex, key=cle), False
            if regle in ("aine", "benjamin"):
                jours = [self.candidats[c].get("naissance") for c in ex]
                if None not in jours and len(set(jours)) == len(jours):
                    return sorted(ex, key=lambda c: self.candidats[c]["naissance"], reverse=regle == "benjamin"), False
        return [], False

    def attribuer(self, classement, deja=(), eligible=lambda c: True):
        elus, arret = list(deja), False
        for groupe in classement:
            ouverts = [c for c in groupe if c not in deja and eligible(c)]
            if arret or len(elus) >= self.sieges or not ouverts:
                continue
            libres = [c for c in ouverts if not self.barre(c, elus)]
            essai = list(elus)
            for c in libres:
                if not self.barre(c, essai):
                    essai.append(c)
            if len(essai) == len(elus) + len(libres) <= self.sieges:
                elus = essai
                continue
            ordre, partage = self.departager(libres)
            if partage:
                elus += libres
            else:
                for c in ordre:
                    if len(elus) < self.sieges and not self.barre(c, elus):
                        elus.append(c)
            arret = partage or not ordre
            self.egalite = True
        return elus


def groupes(notes):
    """Les indices par note, la meilleure d'abord ; les égaux ensemble."""
    return [[c for c, n in enumerate(notes) if n == note] for note in sorted(set(notes), reverse=True)]


def compter_noms(election, bulletins, plus, blancs_comptent):
    voix, exprimes, blancs = [0] * len(election.noms), 0, 0
    for b in bulletins:
        if b.get("nul"):
            continue
        choix = b.get("choix", [])
        if b.get("blanc") or not choix:
            blancs += b["nombre"]
        elif plus is None or len(choix) <= plus:
            exprimes += b["nombre"]
            for nom in choix:
                voix[election.noms.index(nom)] += b["nombre"]
    return voix, exprimes, exprimes + (blancs if blancs_comptent else 0)


def majoritaire(election, e):
    approbation_simple = e["mode"] == "approbation" and election.sieges == 1 and "choix-au-plus" not in e
    deux = e["tours"] == 2
    plus = election.sieges if deux else e.get("choix-au-plus", election.sieges)
    voix, exprimes, base = compter_noms(election, e["premier-tour"]["bulletins"], None if approbation_simple else plus, e["blancs-exprimes"])
    if exprimes == 0:
        return [], [list(range(len(voix)))], []
    classement = groupes(voix)
    if not deux:
        return election.attribuer(classement, eligible=lambda c: voix[c] > 0), classement, []
    election.egalite = False
    elus = election.attribuer(classement, eligible=lambda c: 2 * voix[c] > base)
    reste = election.sieges - len(elus)
    if reste <= 0 or election.egalite:
        return elus, classement, []
    autres = sorted((c for c in range(len(voix)) if c not in elus and voix[c] > 0 and not election.barre(c, elus)), key=lambda c: (-voix[c], c))
    suite = [c for c in autres if len(autres) <= 2 * reste or voix[c] >= voix[autres[2 * reste - 1]]]
    if not suite or "second-tour" not in e:
        return elus, classement, suite
    seconde, exprimes, base = compter_noms(election, e["second-tour"]["bulletins"], reste, e["blancs-exprimes"])
    if exprimes == 0:
        return elus, classement, []
    gardees = [v if c in suite else 0 for c, v in enumerate(seconde)]
    final = election.attribuer(groupes(gardees), elus, lambda c: gardees[c] > 0)
    places = [sorted(suite[i] for i in g) for g in groupes([gardees[c] for c in suite])]
    perdus = [[c for c in g if c not in suite and c not in elus] for g in classement]
    return final, [[c] for c in elus] + places + [g for g in perdus if g], []


def jugement(election, e):
    mentions = e.get("mentions") or ["Excellent", "Très bien", "Bien", "Assez bien", "Passable", "Insuffisant", "À rejeter"]
    recues = [[] for _ in election.noms]
    for b in e["premier-tour"]["bulletins"]:
        donnees = b.get("mentions", {})
        if b.get("blanc") or b.get("nul") or not donnees:
            continue
        for c, nom in enumerate(election.noms):
            recues[c] += [-mentions.index(donnees.get(nom, mentions[-1]))] * b["nombre"]
    if not recues or not recues[0]:
        return [], [list(range(len(recues)))], []
    haute = e.get("mediane") == "haute"

    def valeur(notes):
        """Les mentions du milieu, retirées une à une."""
        notes, suite = sorted(notes), []
        while notes:
            suite.append(notes.pop(len(notes) // 2 if haute else (len(notes) - 1) // 2))
        return suite

    classement = ordonner([valeur(n) for n in recues])
    return election.attribuer(classement), classement, []


def ordonner(valeurs):
    distinctes = sorted({tuple(v) for v in valeurs}, reverse=True)
    return [[c for c, v in enumerate(valeurs) if tuple(v) == d] for d in distinctes]


def rangs(election, e):
    for b in e["premier-tour"]["bulletins"]:
        rang = [] if b.get("blanc") or b.get("nul") else [election.noms.index(n) for n in b.get("rang", [])]
        if rang and b["nombre"] > 0:
            yield b["nombre"], rang


def vut(election, e):
    piles = [[Fraction(n), list(r)] for n, r in rangs(election, e)]
    exprimes = sum(p[0] for p in piles)
    if exprimes == 0 or election.sieges == 0:
        return [], [list(range(len(election.noms)))], []
    quota = exprimes // (election.sieges + 1) + 1
    courent, elus, ecartes, classement, ensemble = list(range(len(election.noms))), [], [], [], []

    def partir(c):
        courent.remove(c)
        for p in piles:
            p[1] = [x for x in p[1] if x in courent]

    while len(elus) < election.sieges and courent:
        for c in [c for c in courent if election.barre(c, elus)]:
            ecartes.append(c)
            partir(c)
        if not courent:
            break
        voix = {c: sum(p[0] for p in piles if p[1] and p[1][0] == c) for c in courent}
        ordre = [[c for c in courent if voix[c] == v] for v in sorted(set(voix.values()), reverse=True)]
        if len(courent) <= election.sieges - len(elus):
            elus = election.attribuer(ordre, elus)
            classement += ordre
            ensemble, courent = list(courent), []
            break
        gagne = voix[ordre[0][0]] >= quota
        groupe = ordre[0] if gagne else ordre[-1]
        depart, partage = (groupe, False) if len(groupe) == 1 else election.departager(groupe)
        if not depart or partage:
            break
        if gagne:
            c = depart[0]
            elus.append(c)
            classement.append([c])
            if len(elus) < election.sieges:
                for p in piles:
                    if p[1] and p[1][0] == c:
                        p[0] *= (voix[c] - quota) / voix[c]
            partir(c)
        else:
            ecartes.append(depart[-1])
            partir(depart[-1])
    reste = [c for c in courent if c not in elus and c not in ensemble]
    return elus, classement + ([reste] if reste else []) + [[c] for c in reversed(ecartes)], []


def schulze(election, e):
    n = range(len(election.noms))
    duels = [[0] * len(n) for _ in n]
    exprimes = 0
    for nombre, rang in rangs(election, e):
        exprimes += nombre
        derriere = set(n)
        for c in rang:
            derriere.discard(c)
            for autre in derriere:
                duels[c][autre] += nombre
    if exprimes == 0:
        return [], [list(n)], []
    force = [[duels[a][b] if duels[a][b] > duels[b][a] else 0 for b in n] for a in n]
    for m in n:
        for a in n:
            for b in n:
                if a != m and b != m and a != b:
                    force[a][b] = max(force[a][b], min(force[a][m], force[m][b]))
    restent, classement = list(n), []
    while restent:
        tete = [a for a in restent if all(force[b][a] <= force[a][b] for b in restent)] or list(restent)
        classement.append(tete)
        restent = [c for c in restent if c not in tete]
    return election.attribuer(classement), classement, []


def depouiller(salle, e):
    """Élus, classement et second tour ; None quand les bulletins ne se lisent pas."""
    election = Election(salle, e)
    election.egalite = False
    if not valable(election, e):
        return None
    modes = {"jugement-majoritaire": jugement, "vut": vut, "schulze": schulze}
    elus, classement, suite = modes.get(e["mode"], majoritaire)(election, e)
    rang, places = 1, {}
    for groupe in classement:
        places.update({election.noms[c]: rang for c in groupe})
        rang += len(groupe)
    return dict(elus=[election.noms[c] for c in elus], classement=places, second_tour=[election.noms[c] for c in suite])


def valable(election, e):
    """Ce qu'un dépouillement exige : des noms distincts, des bulletins qui ne disent qu'une chose."""
    cle = {"jugement-majoritaire": "mentions", "vut": "rang", "schulze": "rang"}.get(e["mode"], "choix")
    noms_valables = election.noms and len(set(election.noms)) == len(election.noms) and all(election.noms)
    if not noms_valables or election.sieges < 1 or sum(election.reserves.values()) > election.sieges:
        return False
    if e["tours"] not in ((1, 2) if e["mode"] == "majoritaire" else (1,)) or ("second-tour" in e and e["tours"] != 2):
        return False
    for tour in [t for t in (e["premier-tour"], e.get("second-tour")) if t]:
        for b in tour["bulletins"]:
            dits = [bool(b.get("blanc")), bool(b.get("nul")), cle in b]
            nommes = list(b.get(cle, []))
            if sum(dits) != 1 or set(b) - {"nombre", "blanc", "nul", cle} or len(set(nommes)) != len(nommes):
                return False
            if any(x not in election.noms for x in nommes):
                return False
    return True


def a_voix_haute(salle, e, votants):
    """L'élection par consentement ou sans candidat, rejouée ; None quand une étape n'a pas pu avoir lieu."""
    election, methode = Election(salle, e), e["a-voix-haute"]["methode"]
    nommes, proposee, objections, elus = {}, None, set(), []
    for etape in e["a-voix-haute"]["etapes"]:
        sorte, de = etape["etape"], etape.get("de")
        pour = election.noms.index(etape["pour"]) if etape.get("pour") in election.noms else None
        connu = pour is not None and pour not in elus
        if len(elus) >= election.sieges or (sorte != "adoption" and not etape["motif"].split()):
            return None
        if sorte in ("nomination", "changement"):
            avant = nommes.get(de)
            permis = avant is None if sorte == "nomination" else avant not in (None, pour)
            if de not in votants or not connu or proposee is not None or not permis:
                return None
            nommes[de] = pour
        elif sorte == "proposition":
            if not connu or proposee is not None or (methode == "sans-candidat" and pour not in nommes.values()):
                return None
            proposee = pour
        elif sorte in ("objection", "levee"):
            if de not in votants or proposee is None or (de in objections) != (sorte == "levee"):
                return None
            objections ^= {de}
        elif sorte == "retrait":
            if proposee is None:
                return None
            proposee, objections = None, set()
        else:
            if proposee is None or objections or election.barre(proposee, elus):
                return None
            elus, proposee, nommes = elus + [proposee], None, {}
    noms = [election.noms[c] for c in elus]
    return dict(elus=noms, classement={n: r for r, n in enumerate(noms, 1)}, second_tour=[])
