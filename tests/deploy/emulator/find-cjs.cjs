// Lambda finds `index.cjs` for the handler `index.handler`; the emulator leaves the finding to `require`, which knows no such ending.
require.extensions[".cjs"] = require.extensions[".js"];
