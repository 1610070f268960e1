/** How a request is refused: thrown anywhere, answered here. */
import { isAxiosError } from "axios";

/** @param {number} status @param {string} problem */
export const refusal = (status, problem) => Object.assign(new Error(problem), { status });

/** Only its message is told: an error of axios holds tokens. Express knows it by its four parameters.
 * @param {Error & {status?: number}} error @param {import("express").Request} _request
 * @param {import("express").Response} response @param {import("express").NextFunction} _next */
export const answerRefusal = (error, _request, response, _next) => {
  const status = isAxiosError(error) ? 502 : (error.status ?? 500); // amoCRM's 401 is no 401 of ours
  if (status >= 500) console.error(error.message);
  response.status(status).json({ problem: error.message });
};
