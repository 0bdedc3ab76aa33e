export { environment } from "../../../infra/aws/environments/live.ts";
