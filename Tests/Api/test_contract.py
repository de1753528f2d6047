"""The open interface keeps the contract that it publishes."""

import json
import subprocess
import sys

from openapi_spec_validator import OpenAPIV31SpecValidator

# Enough to meet every parameter of every address, right and wrong; the whole stage stays under a minute.
EXAMPLES = 40


def test_the_description_is_openapi_3_1(reader):
    document = json.loads(reader.get("/api/openapi.json").text)
    OpenAPIV31SpecValidator(document).validate()
    assert document["openapi"].startswith("3.1.")


def test_no_question_finds_a_failure(program, tmp_path):
    """schemathesis asks what the description allows and what it forbids, the same each time, and checks every answer."""
    report = tmp_path / "rapport.txt"
    with open(report, "w") as output:
        done = subprocess.run(
            [
                sys.executable, "-m", "schemathesis.cli", "run", f"{program.base}/api/openapi.json", "--checks", "all",
                "--mode", "all", "--max-examples", str(EXAMPLES), "--seed", "1", "--workers", "2", "--no-color",
            ],
            stdout=output, stderr=subprocess.STDOUT, cwd=tmp_path, timeout=300,
        )
    text = report.read_text()
    assert done.returncode == 0, text[-6000:]


def test_reading_page_after_page_gives_what_the_file_holds(reader):
    address, names = "/api/organisations?par_page=7", []
    while address:
        page = json.loads(reader.get(address[address.index("/api"):]).text)
        names += [organisation["nom"] for organisation in page["resultats"]]
        address = page["suivante"]
    features = json.loads(reader.get("/annuaire.geojson").text)["features"]
    assert len(names) == page["total"] == len(features) > 20
    assert sorted(names) == sorted(feature["properties"]["nom"] for feature in features)
