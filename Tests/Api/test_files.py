"""The files load in ordinary tools."""

import csv
import gzip
import io
import json

import geojson
import pytest


def test_the_table_loads_and_its_description_fits(reader):
    rows = list(csv.DictReader(io.StringIO(reader.get("/annuaire.csv").text)))
    columns = json.loads(reader.get("/annuaire.csv-metadata.json").text)["tableSchema"]["columns"]
    assert len(rows) > 20 and list(rows[0]) == [column["name"] for column in columns]
    assert all(row["licence"].startswith("https://") and row["source"] and row["date"] for row in rows)
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t")]


@pytest.mark.parametrize("path", ["/annuaire.geojson", "/situation.geojson"])
def test_the_map_is_geojson(reader, path):
    collection = geojson.loads(reader.get(path).text)
    assert isinstance(collection, geojson.FeatureCollection) and collection.is_valid, collection.errors()
    assert collection["features"]


def test_linked_records_name_their_identifiers(reader):
    document = json.loads(reader.get("/annuaire.jsonld").text)
    assert document["@context"] == "https://schema.org" and document["license"].startswith("https://")
    kinds = {thing["@type"] for thing in document["@graph"]}
    assert kinds == {"NGO", "Organization"}
    assert all(thing["@id"].endswith(thing["@id"].rsplit("/", 1)[1]) and thing["name"] for thing in document["@graph"])


@pytest.mark.parametrize("path", ["/annuaire.csv", "/annuaire.geojson", "/annuaire.jsonld", "/api/elements.json"])
def test_a_packed_file_unpacks_to_the_same(reader, path):
    packed = reader.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed.header("content-encoding") == "gzip"
    assert gzip.decompress(packed.body) == reader.get(path).body
