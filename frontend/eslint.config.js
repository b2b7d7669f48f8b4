import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import importSort from "eslint-plugin-simple-import-sort";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** app → features → kinds → api, ui, lib: the left may import the right, never back. */
const ABOVE = {
  "src/features": ["app"],
  "src/kinds": ["app", "features"],
  "src/api": ["app", "features", "kinds", "ui"],
  "src/ui": ["app", "features", "kinds", "api"],
  "src/lib": ["app", "features", "kinds", "api", "ui"],
};

const OUT_OF_FOLDER = { regex: "^\\.\\./\\.\\.", message: "Use @/ to leave the folder." };
const NO_SIBLING = {
  regex: "^(@/(features|kinds)/|\\.\\./(?!defineKind$))",
  message: "No feature imports a feature, no kind a kind.",
};

const layers = Object.entries(ABOVE).map(([folder, above]) => {
  const back = {
    group: above.map((name) => `@/${name}/**`),
    message: "Imports go app → features → kinds → api, ui, lib.",
  };
  const siblings = ["src/features", "src/kinds"].includes(folder) ? [NO_SIBLING] : [];
  return {
    files: [`${folder}/**/*.{ts,tsx}`],
    rules: { "no-restricted-imports": ["error", { patterns: [back, OUT_OF_FOLDER, ...siblings] }] },
  };
});

/** In a folder of a kind, `..` is still that kind. */
const inner = [
  {
    files: ["src/kinds/*/*/**/*.{ts,tsx}"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["@/app/**", "@/features/**"], message: "Imports go app → features → kinds → api, ui, lib." },
            { regex: "^(@/kinds/|\\.\\./\\.\\./(?!defineKind$))", message: NO_SIBLING.message },
          ],
        },
      ],
    },
  },
];

export default defineConfig(
  { ignores: ["dist", "src/api/*.d.ts"] },
  js.configs.recommended,
  tseslint.configs.strict,
  reactHooks.configs.flat["recommended-latest"],
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { "import-sort": importSort },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "import-sort/imports": "error",
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true } }],
      "no-restricted-syntax": [
        "error",
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Build elements instead of HTML." },
      ],
      eqeqeq: "error",
    },
  },
  // Discovery reads a kind's default export.
  { files: ["src/kinds/*/index.{ts,tsx}"], rules: { "no-restricted-exports": "off" } },
  ...layers,
  ...inner,
);
