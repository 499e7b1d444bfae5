"""What can be asked over HTTP, as an OpenAPI 3.1 document made from the questions models."""

from importlib.metadata import version
from typing import Any

from pydantic.json_schema import models_json_schema

from workflows.law.book_values import unit_in_words
from workflows.law.payslip import TARGETS
from workflows.questions.base import Questions
from workflows.questions.problems import label
from workflows.server.api_answers import Asked, asked
from workflows.server.api_body import MOST_SITUATIONS
from workflows.server.api_problems import MEDIA_TYPE, ProblemDetails
from workflows.words.catalogue import LANGUAGES, Words

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def document(words: Words, address: str) -> dict[str, Any]:
    """The whole document, its titles and descriptions in the language of the words.

    >>> from workflows.words.catalogue import speak
    >>> document(speak("en"), "/api/v1")["components"]["schemas"]["SimulationQuestions"]["properties"]["turnover"]["title"]
    'Turnover excluding VAT, a year'
    """
    known = asked()
    models = [(one.model, "validation") for one in known.values()] + [(ProblemDetails, "validation")]
    _, schemas = models_json_schema(models, ref_template="#/components/schemas/{model}")
    definitions = schemas["$defs"]
    for one in known.values():
        _name_fields(definitions[one.model.__name__], one.model, words)
    return {
        "openapi": "3.1.0", "jsonSchemaDialect": DIALECT,
        "info": {"title": words("api.doc.title"), "description": words("api.doc.description"),
                 "version": version("atelier")},
        "servers": [{"url": address}],
        "paths": {**{f"/{name}": {"post": _answering(one, words)} for name, one in known.items()}, **_law(words)},
        "components": {"schemas": definitions, "parameters": {"language": _parameter(
            "lang", "query", words("api.doc.lang"), {"type": "string", "enum": list(LANGUAGES)})},
            "responses": {"problem": {"description": words("api.doc.problem"), "content": {
                MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}}}}}


def _answering(what: Asked, words: Words) -> dict[str, Any]:
    questions = {"$ref": f"#/components/schemas/{what.model.__name__}"}
    answer = _amounts() if what.name == "payslip" else {"type": "object", "description": words("api.doc.answer")}
    return {"operationId": what.name, "summary": words(f"page.{what.name}.title"),
            "parameters": [{"$ref": "#/components/parameters/language"}],
            "requestBody": {"required": True, "description": words("api.doc.several", most=MOST_SITUATIONS),
                            "content": _json(_or_several(questions))},
            "responses": {"200": {"description": words("api.doc.done"), "content": _json(_or_several(answer))},
                          **_problems("400", "405", "413", "415", "422", "500", "503")}}


def _law(words: Words) -> dict[str, Any]:
    def reading(name, summary, schema, *parameters, problems=("405", "500")):
        return {"get": {"operationId": name, "summary": summary,
                        "parameters": [*parameters, {"$ref": "#/components/parameters/language"}],
                        "responses": {"200": {"description": words("api.doc.done"), "content": _json(schema)},
                                      **_problems(*problems)}}}

    texts = {"type": "object", "additionalProperties": {"type": "string"}}
    name = _parameter("name", "path", words("cli.law.name"), {"type": "string"}) | {"required": True}
    day = _parameter("on", "query", words("cli.law.on"), {"type": "string", "format": "date"})
    return {"/law": reading("law", words("cli.law.list.help"), {
                "type": "object", "properties": {"rules": texts, "parameters": texts},
                "required": ["rules", "parameters"]}),
            "/law/{name}": reading("law_name", words("cli.law.show.help"), {
                "type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}, name, day,
                problems=("404", "405", "422", "500")),
            "/openapi.json": reading("openapi", words("api.doc.title"), {"type": "object"})}


def _name_fields(schema: dict[str, Any], model: type[Questions], words: Words) -> None:
    """The form's own label for each question, and what it is counted in."""
    schema["title"] = words(f"page.{model.page}.title")
    schema.pop("description", None)
    for name, field in schema["properties"].items():
        field["title"] = label(name, model, words)
        if unit := model.unit(name):
            field["description"] = words("cli.share") if unit == "share" else unit_in_words(unit, words)


def _or_several(schema):
    return {"oneOf": [schema, {"type": "array", "items": schema, "minItems": 1, "maxItems": MOST_SITUATIONS}]}


def _amounts():
    return {"type": "object", "properties": {name: {"type": "number"} for name in TARGETS}, "required": list(TARGETS)}


def _problems(*statuses):
    return {status: {"$ref": "#/components/responses/problem"} for status in statuses}


def _parameter(name, place, description, schema):
    return {"name": name, "in": place, "description": description, "schema": schema}


def _json(schema):
    return {"application/json": {"schema": schema}}
