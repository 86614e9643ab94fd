// Reads expressions of PromQL, a JSON array, and writes for each what is wrong in it, which metrics it asks for with
// which conditions, and which labels it names.
import {parser} from "@prometheus-io/lezer-promql";
import {readFileSync} from "node:fs";

function read(expression) {
  const text = (node) => expression.slice(node.from, node.to);
  const result = {wrong: null, metrics: [], labels: []};
  parser.parse(expression).iterate({
    enter({node}) {
      if (node.type.isError) {
        result.wrong ??= `at ${node.from}: ${expression.slice(Math.max(0, node.from - 20), node.to + 20)}`;
      } else if (node.name === "VectorSelector") {
        result.metrics.push({name: text(node.getChild("Identifier")), conditions: conditions(node, text)});
      } else if (node.name === "LabelName") {
        result.labels.push(text(node));
      }
    }
  });
  return result;
}

function conditions(selector, text) {
  const found = [];
  selector.cursor().iterate(({node}) => {
    if (node.name === "UnquotedLabelMatcher") {
      found.push({
        label: text(node.getChild("LabelName")),
        operator: text(node.getChild("MatchOp")),
        value: JSON.parse(text(node.getChild("StringLiteral")))
      });
    }
  });
  return found;
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(read)));
