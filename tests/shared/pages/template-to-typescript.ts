import nunjucks from "nunjucks";

type Node = {
  readonly typename: string;
  readonly lineno: number;
  readonly children: readonly Node[];
  readonly [field: string]: unknown;
};

/** nunjucks exports its parser, but its types do not say so. */
const { parser } = nunjucks as unknown as {
  readonly parser: { parse(source: string, extensions: readonly never[], options: object): Node };
};

type Parameter = { readonly key: string; readonly otherwise?: Node };
type Macro = { readonly node: Node; readonly scope: Scope; readonly file: string };

/** Resolves a name of a template: a variable of the translation, a macro, or else a field of the view. */
type Scope = {
  readonly parent?: Scope;
  readonly variables: Map<string, string>;
  readonly macros: Map<string, Macro>;
  readonly view: string;
};

export type Translation = {
  readonly lines: readonly string[];
  /** For each line, the place in a template that it was made from. */
  readonly places: readonly string[];
};

const globals = new Set(["page", "council", "assetPath"]);
const operators: Readonly<Record<string, string>> = { Add: "+", Sub: "-", Mul: "*", Div: "/", Mod: "%", And: "&&", Or: "||" };
/** A component writes these parameters onto the page, so they may not be undefined. */
const written = new Set(["text", "html", "href", "titleText", "summaryText"]);

const deeper = (parent: Scope, view = parent.view): Scope => ({ parent, variables: new Map(), macros: new Map(), view });
const outermost = (view: string): Scope => ({ variables: new Map(), macros: new Map(), view });
const variable = (scope: Scope | undefined, name: string): string | undefined =>
  scope && (scope.variables.get(name) ?? variable(scope.parent, name));
const macroOf = (scope: Scope | undefined, name: string): Macro | undefined =>
  scope && (scope.macros.get(name) ?? macroOf(scope.parent, name));
const node = (of: Node, field: string): Node => of[field] as Node;
const maybe = (of: Node, field: string): Node | undefined => (of[field] as Node | null) ?? undefined;
const nameOf = (of: Node): string => String(of.value);

/** Translates a page to TypeScript that reads each field of its templates, so that the compiler checks them against the view type. */
export const toTypeScript = (page: string, read: (template: string) => string): Translation => {
  const lines: string[] = [];
  const places: string[] = [];
  let place = page;
  let count = 0;

  const parse = (file: string): Node => parser.parse(read(file), [], { trimBlocks: true, lstripBlocks: true });
  const write = (line: string): void => {
    lines.push(line);
    places.push(place);
  };
  const name = (scope: Scope, from: string): string => {
    count += 1;
    const made = `${from}_${count}`;
    scope.variables.set(from, made);
    return made;
  };
  const within = (file: string, at: Node): void => {
    place = `${file}:${at.lineno + 1}`;
  };

  const argumentsOf = (call: Node): { readonly given: readonly Node[]; readonly named: ReadonlyMap<string, Node> } => {
    const { children } = node(call, "args");
    const pairs = children.filter(({ typename }) => typename === "KeywordArgs").flatMap((each) => each.children);
    return {
      given: children.filter(({ typename }) => typename !== "KeywordArgs"),
      named: new Map(pairs.map((pair) => [nameOf(node(pair, "key")), node(pair, "value")])),
    };
  };

  /** A macro is checked again at every call, with what that call gives it. */
  const callMacro = (call: Node, macro: Macro, scope: Scope, file: string): void => {
    const { given, named } = argumentsOf(call);
    const own = deeper(macro.scope);
    const parameters: readonly Parameter[] = node(macro.node, "args").children.flatMap((each) =>
      each.typename === "KeywordArgs"
        ? each.children.map((pair) => ({ key: nameOf(node(pair, "key")), otherwise: node(pair, "value") }))
        : [{ key: nameOf(each) }],
    );
    const values = parameters.map(({ key, otherwise }, index) => {
      const value = given[index] ?? named.get(key);
      return value ? expression(value, scope, file) : otherwise ? expression(otherwise, macro.scope, macro.file) : "undefined";
    });
    write("{");
    parameters.forEach(({ key }, index) => {
      write(`const ${name(own, key)} = ${values[index]};`);
    });
    if (named.has("caller")) own.variables.set("caller", "caller");
    const before = place;
    statements(node(macro.node, "body"), own, macro.file);
    place = before;
    write("}");
    const caller = named.get("caller");
    if (caller) block(node(caller, "body"), deeper(scope), file);
  };

  const lookup = (scope: Scope, key: string): string => {
    if (key === "undefined") return "undefined";
    return variable(scope, key) ?? (globals.has(key) ? key : `${scope.view}.${key}`);
  };

  const expression = (of: Node, scope: Scope, file: string): string => {
    const inner = (each: Node): string => expression(each, scope, file);
    switch (of.typename) {
      case "Literal":
        return JSON.stringify(of.value);
      case "Symbol":
        return lookup(scope, nameOf(of));
      case "LookupVal": {
        const key = node(of, "val");
        const target = inner(node(of, "target"));
        return key.typename === "Literal" && /^[a-z_]\w*$/i.test(nameOf(key)) ? `${target}?.${key.value}` : `${target}?.[${inner(key)}]`;
      }
      case "FunCall": {
        const called = node(of, "name");
        const macro = called.typename === "Symbol" ? macroOf(scope, nameOf(called)) : undefined;
        if (macro) {
          callMacro(of, macro, scope, file);
          return "markup";
        }
        const { given, named } = argumentsOf(of);
        const caller = named.get("caller");
        if (caller) block(node(caller, "body"), deeper(scope), file);
        return `${inner(called)}(${given.map(inner).join(", ")})`;
      }
      case "Filter":
        return `filters.${nameOf(node(of, "name"))}(${node(of, "args").children.map(inner).join(", ")})`;
      case "InlineIf": {
        const otherwise = maybe(of, "else_");
        return `(${inner(node(of, "cond"))} ? ${inner(node(of, "body"))} : ${otherwise ? inner(otherwise) : '""'})`;
      }
      case "Not":
        return `!(${inner(node(of, "target"))})`;
      case "Is":
        return `(${inner(node(of, "left"))} !== undefined)`;
      case "In":
        return `isIn(${inner(node(of, "left"))}, ${inner(node(of, "right"))})`;
      case "Compare": {
        const [op, ...more] = of.ops as readonly Node[];
        if (!op || more.length > 0) throw new Error(`${place}: compare two values at a time`);
        const sign = op.type === "==" ? "===" : op.type === "!=" ? "!==" : String(op.type);
        return `(${inner(node(of, "expr"))} ${sign} ${inner(node(op, "expr"))})`;
      }
      case "Group":
        return `(${of.children.map(inner).join(", ")})`;
      case "Array":
        return `list([${of.children.map(inner).join(", ")}])`;
      case "Dict":
        return `({ ${of.children.map((pair) => field(pair, inner)).join(", ")} })`;
      default: {
        const operator = operators[of.typename];
        if (!operator) throw new Error(`${place}: ${of.typename} is not translated yet`);
        return `(${inner(node(of, "left"))} ${operator} ${inner(node(of, "right"))})`;
      }
    }
  };
  const field = (pair: Node, inner: (each: Node) => string): string => {
    const key = nameOf(node(pair, "key"));
    const value = inner(node(pair, "value"));
    return `${JSON.stringify(key)}: ${written.has(key) ? `shown(${value})` : value}`;
  };

  const block = (of: Node, scope: Scope, file: string): void => {
    write("{");
    statements(of, scope, file);
    write("}");
  };

  const fromImport = (of: Node, scope: Scope): void => {
    const from = nameOf(node(of, "template"));
    const names = node(of, "names").children.map((each) =>
      each.typename === "Pair" ? [nameOf(node(each, "key")), nameOf(node(each, "value"))] : [nameOf(each), nameOf(each)],
    );
    const isOurs = !from.startsWith("govuk/");
    const imported = outermost("nothing");
    if (isOurs) for (const each of parse(from).children) if (each.typename !== "Output") statement(each, imported, from);
    for (const [theirs = "", ours = ""] of names) {
      const macro = imported.macros.get(theirs);
      if (isOurs && !macro) throw new Error(`${place}: ${from} has no macro ${theirs}`);
      if (macro) scope.macros.set(ours, macro);
      else scope.variables.set(ours, from.includes("/textarea/") ? "textarea" : "component");
    }
  };

  const blocks = new Map<string, { readonly of: Node; readonly file: string; readonly view: string }>();
  const unwritten = new Set<string>();
  const context = outermost("view");

  const statement = (of: Node, scope: Scope, file: string): void => {
    within(file, of);
    switch (of.typename) {
      case "Output":
        for (const each of of.children) {
          within(file, each);
          if (each.typename === "TemplateData") continue;
          const value = expression(each, scope, file);
          if (value !== "markup") write(`shown(${value});`);
        }
        return;
      case "If": {
        const otherwise = maybe(of, "else_");
        write(`if (${expression(node(of, "cond"), scope, file)}) {`);
        statements(node(of, "body"), deeper(scope), file);
        if (otherwise) {
          write("} else {");
          statements(otherwise, deeper(scope), file);
        }
        write("}");
        return;
      }
      case "For": {
        const each = node(of, "name");
        if (each.typename !== "Symbol") throw new Error(`${place}: a list has one name for its items`);
        const list = expression(node(of, "arr"), scope, file);
        const inside = deeper(scope);
        inside.variables.set("loop", "loop");
        write(`for (const ${name(inside, nameOf(each))} of items(${list})) {`);
        statements(node(of, "body"), inside, file);
        write("}");
        const otherwise = maybe(of, "else_");
        if (otherwise) block(otherwise, deeper(scope), file);
        return;
      }
      case "Set": {
        const value = maybe(of, "value");
        const body = maybe(of, "body");
        if (body) block(node(body, "body"), deeper(scope), file);
        const text = value ? expression(value, scope, file) : "markup";
        for (const target of of.targets as readonly Node[]) {
          const known = variable(scope, nameOf(target));
          write(known ? `put(${known}, ${text});` : `const ${name(scope, nameOf(target))} = ${text};`);
        }
        return;
      }
      case "Macro":
        scope.macros.set(nameOf(node(of, "name")), { node: of, scope, file });
        return;
      case "FromImport":
        fromImport(of, scope);
        return;
      case "Include": {
        const included = nameOf(node(of, "template"));
        block(parse(included), deeper(scope), included);
        return;
      }
      case "Block": {
        const found = blocks.get(nameOf(node(of, "name"))) ?? { of, file, view: scope.view };
        unwritten.delete(nameOf(node(of, "name")));
        block(node(found.of, "body"), deeper(context, found.view), found.file);
        return;
      }
      case "NodeList":
      case "Root":
        statements(of, scope, file);
        return;
      case "Extends":
        return;
      default:
        throw new Error(`${place}: ${of.typename} is not translated yet`);
    }
  };
  const statements = (of: Node, scope: Scope, file: string): void => {
    for (const each of of.typename === "If" ? [of] : of.children) statement(each, scope, file);
  };

  /** A page first, then the layouts that it extends. The page's own blocks take the place of theirs. */
  const layouts: string[] = [];
  for (let file: string | undefined = page; file && !file.startsWith("govuk/"); ) {
    const root: Node = parse(file);
    const view = file === page ? "view" : `layout${layouts.push(file)}`;
    const scope: Scope = { ...context, view };
    const parent: Node | undefined = root.children.find(({ typename }) => typename === "Extends");
    for (const each of root.children) {
      if (each.typename !== "Block") statement(each, scope, file);
      else if (!blocks.has(nameOf(node(each, "name")))) {
        blocks.set(nameOf(node(each, "name")), { of: each, file, view });
        unwritten.add(nameOf(node(each, "name")));
      }
    }
    file = parent && nameOf(node(parent, "template"));
  }
  const outer = [...blocks].filter(([, { view }]) => view !== "view").reverse();
  for (const [of] of [...outer, ...blocks]) {
    const found = blocks.get(of);
    if (found && unwritten.has(of)) statement(found.of, { ...context, view: found.view }, found.file);
  }

  const declared = layouts.map(
    (file, index) => `declare const layout${index + 1}: Layout<${JSON.stringify(page)}, ${JSON.stringify(file)}>;`,
  );
  const head = [`declare const view: View<${JSON.stringify(page)}>;`, ...declared];
  return { lines: [...head, ...lines], places: [...head.map(() => page), ...places] };
};
