"""A demonstration network under test, for what programs read."""

import pytest

from kit.client import Client
from kit.program import Program, binary


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    executable = binary()
    assert executable.exists(), f"{executable} is missing: build first"
    program = Program(tmp_path_factory.mktemp("ouvert") / "donnees", executable)
    program.initialise(demonstration=True)
    program.start()
    yield program
    assert program.stop() == 0, program.tail()


@pytest.fixture
def reader(program):
    return Client(program.port)
