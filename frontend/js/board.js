// The scheduling board. The page beneath it can be read without it; what it does, the table does too.
import { startAll } from "./start.js";
import { board } from "./board/board.js";

startAll({ "[data-board]": board });
