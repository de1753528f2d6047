"""Steps that several checks take, through the forms of the pages and nothing else."""

import re

MILESTONE = {
    "sorte": "mention", "date": "2026-01-15", "titre": "Un jalon", "detail": "", "preuve": "Compte rendu de réunion",
    "lien": "", "certitude": "etabli",
}


def desks(client):
    """The hubs whose desk is open to this person, from their own page."""
    page = client.get("/espace").page()
    found = [re.fullmatch(r"/poles/([a-z0-9-]+)/pilotage", link) for link in page.links]
    return sorted({match.group(1) for match in found if match})


def open_milestone_form(client, hub=None):
    hub = hub or desks(client)[0]
    answer = client.get(f"/poles/{hub}/pilotage/jalons/nouveau")
    assert answer.status == 200, f"milestone form of {hub}: {answer.status}"
    return answer.page().form("sorte", "titre")


def record_milestone(client, form, follow=True, files=None, **changed):
    return client.submit(form, {**MILESTONE, **changed}, follow=follow, files=files)
