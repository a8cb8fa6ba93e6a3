"""Documents as people really have them are taken, whatever program wrote them."""

import io

import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from files.examine import examine
from files.samples import SAMPLE_NAMES, sample
from files.verdict import Accepted
from tests.files.making import jpg, pdf, pdf_of, stream


def accepted(data: bytes, name: str = "lease.pdf") -> Accepted:
    verdict = examine(data, name=name, declared_type="application/pdf", formats=("pdf",), max_mb=10)
    assert isinstance(verdict, Accepted), verdict
    return verdict


def scanned(pages: int) -> bytes:
    document = FPDF()
    picture = jpg()
    for _ in range(pages):
        document.add_page()
        document.image(io.BytesIO(picture), w=190)
    return bytes(document.output())


def rewritten(data: bytes) -> PdfWriter:
    return PdfWriter(PdfReader(io.BytesIO(data)))


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_the_built_in_samples_are_accepted_without_a_remark(name: str) -> None:
    verdict = examine(sample(name), name=name, declared_type=None, formats=("pdf", "jpg"), max_mb=10)
    assert isinstance(verdict, Accepted)
    assert verdict.warnings == ()
    assert sample.__wrapped__(name) == sample(name), "the same bytes on every machine and day"


def test_an_unknown_sample_says_which_there_are() -> None:
    with pytest.raises(KeyError, match=r"sample\.pdf or sample\.jpg"):
        sample("sample.docx")


def test_a_document_is_kept_byte_for_byte() -> None:
    data = pdf()
    verdict = accepted(data)
    assert verdict.normalised == data
    assert verdict.sha256 == verdict.normalised_sha256
    assert (verdict.kind, verdict.media_type, verdict.pages) == ("pdf", "application/pdf", 1)


def test_two_hundred_pages_are_the_most() -> None:
    assert accepted(pdf(pages=200)).pages == 200


def test_a_scan_of_thirty_pages() -> None:
    assert accepted(scanned(30)).pages == 30


def test_links_outlines_and_an_opening_page_do_nothing_by_themselves() -> None:
    link = b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://example.invalid)>>>>]"
    opening = b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>/Outlines<</Type/Outlines/Count 0>>"
    assert accepted(pdf(page=link, catalog=opening)).pages == 1
    assert accepted(pdf(catalog=b"/OpenAction[3 0 R/Fit]/AA<<>>/Names<</EmbeddedFiles<</Names[]>>>>")).warnings == ()


def test_a_plain_form_and_a_signature_field() -> None:
    form = b"/AcroForm<</Fields[<</FT/Sig/T(s)/Rect[0 0 0 0]>>]/SigFlags 3>>"
    assert accepted(pdf(catalog=form)).pages == 1


def test_pages_in_an_object_stream() -> None:
    writer = rewritten(pdf(pages=3))
    writer.compress_identical_objects()
    assert accepted(written(writer)).pages == 3


def test_empty_pages_are_taken_with_a_remark() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    assert accepted(written(writer)).warnings == ("file_blank",)


def test_padding_and_comments_after_the_end_are_nothing() -> None:
    assert accepted(pdf() + b"\r\n\0\0\0\n% written by a scanner\n").pages == 1


def test_a_wrong_table_is_mended_as_every_viewer_does() -> None:
    data = pdf().replace(b"startxref\n", b"startxref\n1")
    assert accepted(data).pages == 1


def test_size_of_the_page_comes_from_its_parent() -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        b"<</Type/Page/Parent 2 0 R/Contents[4 0 R]>>",
        stream(b"0 0 m 9 9 l S"),
    ]
    assert accepted(pdf_of(objects)).pages == 1
