import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import { Construct } from "constructs";

/** By which the bill is told apart, once the account counts costs by this tag. */
export const environmentTag = "environment";

export type BillProps = { readonly name: string; readonly monthlyDollars: number; readonly addresses: readonly string[] };

/** Tells people by e-mail when a month's bill for one environment nears what the council expects, and when it will go over. */
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
