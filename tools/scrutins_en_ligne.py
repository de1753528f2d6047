"""Ce qu'un vote en ligne donne au compte d'un point d'assemblée, d'après docs/preuves.md, pour verifier.py."""
import verifier_scrutin

NOMS = dict(pour="pour", contre="contre", abstention="abstentions", blanc="blancs")


class EnLigne:
    def __init__(self, fichier):
        controle = verifier_scrutin.Check(fichier)
        controle.run()
        self.defauts = list(controle.bad)
        if self.defauts:
            return
        self.fichier, self.manifeste = fichier, fichier["manifeste"]
        self.bulletins, self.nuls = controle.ballots()
        self.votants = sorted(controle.voted)
        self.colleges = [c["cle"] for c in self.manifeste["colleges"]] or [None]
        self.college = controle.college

    def voies(self):
        """Pour une résolution : chacun avec son choix, ou, secret, le compte de chaque collège."""
        if not self.manifeste["secret"]:
            choix = [dict(organisation=v["organisation"], choix=v["choix"]) for v in self.fichier["votes"]]
            return [dict(voie="en-ligne", choix=sorted(choix, key=lambda c: c["organisation"]), scrutateurs=[])]
        voies = []
        for cle in self.colleges:
            voix = dict(pour=0, contre=0, abstentions=0, blancs=0, nuls=self.nuls.get(cle, 0))
            for choix, nombre, college in self.bulletins:
                if college == cle:
                    voix[NOMS[choix]] += nombre
            voie = dict(voie="en-ligne", votants=[o for o in self.votants if self.college(o) == cle], voix=voix, scrutateurs=[])
            voies.append(voie | ({} if cle is None else {"college": cle}))
        return voies

    def tour(self):
        """Pour une élection : les bulletins identiques ensemble, dans l'ordre de ce qu'ils disent, les illisibles à la fin."""
        ensemble = {}
        for choix, nombre, _ in self.bulletins:
            ensemble[choix] = ensemble.get(choix, 0) + nombre
        bulletins = [self.bulletin(choix, n) for choix, n in sorted(ensemble.items(), key=lambda b: b[0].encode())]
        nuls = sum(self.nuls.values())
        return dict(votants=self.votants, secret=self.manifeste["secret"], scrutin=self.fichier,
                    bulletins=bulletins + ([dict(nombre=nuls, nul=True)] if nuls else []))

    def bulletin(self, choix, nombre):
        if choix == "blanc":
            return dict(nombre=nombre, blanc=True)
        options = self.manifeste["options"]
        if self.manifeste["genre"] == "jugement-majoritaire":
            paires = zip(options, choix.split(","))
            return dict(nombre=nombre, mentions={o: self.manifeste["mentions"][int(m)] for o, m in paires if m != "-"})
        noms = [options[int(n) - 1] for n in choix.split(",")]
        return {"nombre": nombre, "rang" if self.manifeste["genre"] == "rangs" else "choix": noms}
