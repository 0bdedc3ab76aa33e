import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import { Construct } from "constructs";

/** The account splits its bill by this tag, once it is activated for cost allocation. */
export const environmentTag = "environment";

export type BillProps = { readonly name: string; readonly monthlyDollars: number; readonly addresses: readonly string[] };

/** Emails people when an environment's monthly bill nears the expected sum, and when AWS forecasts more than that. */
export class Bill extends Construct {
  constructor(scope: Construct, id: string, { name, monthlyDollars, addresses }: BillProps) {
    super(scope, id);
    const subscribers = addresses.map((address) => ({ subscriptionType: "EMAIL", address }));
    const whenOver = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
      notification: { notificationType, threshold, thresholdType: "PERCENTAGE", comparisonOperator: "GREATER_THAN" },
      subscribers,
    });
    new CfnBudget(this, "Budget", {
      budget: {
        budgetType: "COST",
        timeUnit: "MONTHLY",
        budgetLimit: { amount: monthlyDollars, unit: "USD" },
        costFilters: { TagKeyValue: [`user:${environmentTag}$${name}`] },
      },
      notificationsWithSubscribers: [whenOver("ACTUAL", 80), whenOver("FORECASTED", 100)],
    });
  }
}
