"""The mark of a PDF that carries the same document as data: a few lines of metadata, which typst cannot write."""

import io

import pikepdf

_BAG, _END = "</rdf:Bag></pdfaExtension:schemas>", "</rdf:RDF>"
_SPACE = "urn:factur-x:pdfa:CrossIndustryDocument:1p0#"
_PROPERTIES = {"DocumentFileName": "The name of the embedded XML document",
               "DocumentType": "The type of the hybrid document in capital letters",
               "Version": "The version of the standard that the embedded XML document follows",
               "ConformanceLevel": "The conformance level of the embedded XML document"}


def marked_as_order(pdf: bytes, file_name: str, level: str) -> bytes:
    """The PDF, said to carry an Order-X file of that name and level. Its other claims stay: typst's metadata are added to.

    PDF/A wants each property that is not its own described in the file; hence the schema.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        said = opened.Root.Metadata.read_bytes().decode()
        if said.count(_BAG) != 1 or said.count(_END) != 1:
            raise ValueError("the metadata of the PDF are not as typst writes them")
        said = said.replace(_BAG, _schema() + _BAG).replace(_END, _description(file_name, level) + _END)
        opened.Root.Metadata.write(said.encode())
        out = io.BytesIO()
        opened.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return out.getvalue()


def _schema() -> str:
    properties = "".join(
        '<rdf:li rdf:parseType="Resource"><pdfaProperty:category>external</pdfaProperty:category>'
        f"<pdfaProperty:description>{said}</pdfaProperty:description><pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>Text"
        "</pdfaProperty:valueType></rdf:li>" for name, said in _PROPERTIES.items())
    return ('<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>'
            f"<pdfaSchema:namespaceURI>{_SPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>"
            f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>")


def _description(file_name: str, level: str) -> str:
    return (f'<rdf:Description rdf:about="" xmlns:fx="{_SPACE}"><fx:DocumentType>ORDER</fx:DocumentType>'
            f"<fx:DocumentFileName>{file_name}</fx:DocumentFileName><fx:Version>1.0</fx:Version><fx:ConformanceLevel>{level}</fx:ConformanceLevel>"
            "</rdf:Description>")
