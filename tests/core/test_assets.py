"""The addresses of built files and the small drawings inside pages."""

import json
from pathlib import Path

import pytest
from flask import Flask, render_template_string

from portal.core import assets

TICK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" aria-hidden="true">'
    '<path d="M4 12"/></svg>\n'
)

EAR = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><g id="color"/></svg>'


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A small build: a stylesheet and a picture in the manifest, an icon and a face in the sources."""
    for folder, file in (("icons", "tick.svg"), ("faces", "three-1-good.svg")):
        (tmp_path / "src" / folder).mkdir(parents=True)
        (tmp_path / "src" / folder / file).write_text(TICK, "utf-8")
    manifest = tmp_path / "build" / "manifest.json"
    (manifest.parent / "pictures").mkdir(parents=True)
    (manifest.parent / "pictures" / "1F442.77.svg").write_text(EAR, "utf-8")
    built = {"portal.css": "portal.3f2a.css", "pictures/1F442.svg": "pictures/1F442.77.svg"}
    manifest.write_text(json.dumps(built), "utf-8")
    return manifest


def started(manifest: Path) -> Flask:
    """An app with nothing but its assets."""
    app = Flask(__name__, static_folder=None)
    app.config["ASSET_MANIFEST"] = manifest
    assets.init_app(app)
    return app


def shown(app: Flask, source: str, **context: object) -> str:
    """What a template with these words becomes."""
    with app.app_context():
        return render_template_string(source, **context)


def test_a_plain_name_becomes_the_hashed_address(build: Path) -> None:
    assert shown(started(build), "{{ asset('portal.css') }}") == "/static/portal.3f2a.css"


def test_a_name_that_was_not_built_says_what_to_do(build: Path) -> None:
    with pytest.raises(assets.AssetsMissing, match="Run make assets"):
        shown(started(build), "{{ asset('nothing.css') }}")


def test_an_app_without_a_build_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(assets.AssetsMissing, match="Run make assets"):
        started(tmp_path / "manifest.json")


def test_a_broken_manifest_is_treated_as_no_build(build: Path) -> None:
    build.write_text("{", "utf-8")
    with pytest.raises(assets.AssetsMissing):
        started(build)


def test_a_drawing_stands_in_the_page_with_its_class_and_without_its_namespace(build: Path) -> None:
    page = shown(started(build), "{{ svg('tick', 'mark') }}")
    assert page.startswith('<svg class="mark" viewBox="0 0 24 24" aria-hidden="true">')
    assert "xmlns" not in page


def test_a_face_is_named_with_its_folder(build: Path) -> None:
    assert shown(started(build), "{{ svg('faces/three-1-good') }}").startswith("<svg viewBox")


def test_a_class_cannot_break_out_of_its_attribute(build: Path) -> None:
    page = shown(started(build), "{{ svg('tick', words) }}", words='"><script>')
    assert "<script>" not in page


def test_an_unknown_drawing_is_refused(build: Path) -> None:
    with pytest.raises(assets.AssetsMissing, match="no drawing"):
        shown(started(build), "{{ svg('unicorn') }}")


def test_no_page_looks_at_the_disk(build: Path) -> None:
    app = started(build)
    build.unlink()
    assert "portal.3f2a.css" in shown(app, "{{ asset('portal.css') }}{{ svg('tick') }}")


def test_a_picture_stands_in_the_page_with_its_size_and_without_its_makers_ids(build: Path) -> None:
    page = shown(started(build), "{{ picture('1F442', 72, 'answers__picture') }}")
    assert page == (
        '<svg width="72" height="72" focusable="false" aria-hidden="true" class="answers__picture"'
        ' viewBox="0 0 72 72"><g/></svg>'
    )


def test_what_a_picture_shows_cannot_break_out_of_its_attribute(build: Path) -> None:
    page = shown(started(build), "{{ picture('1F442', 72, alt=words) }}", words='"><script>')
    assert 'role="img" aria-label="&#34;&gt;&lt;script&gt;"' in page
