export { environment } from "../../../infra/aws/environments/test.ts";
