using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-25: somebody has left, and an account of theirs still works.</summary>
public sealed class DepartedWithLiveAccount : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "departed-with-live-account",
            "Departed, with a live account",
            "The directory says that the person departed, and the account is enabled. Amount: sensitive or unclassified tables that it can read.",
            "tables",
            ["R-25"],
            ["CSF 2.0 PR.AA-05"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        for (var value = 0; value < context.Index.Accounts.Length; value++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var account = context.Index.Accounts[value];
            if (account.Person?.Status != EmploymentStatus.Departed)
            {
                continue;
            }

            TableOrdinal[] tables =
            [
                .. context
                    .Index.WhatCanAccess(new(value), AccessLevel.Partial)
                    .Select(access => access.Table)
                    .Where(context.IsSensitive),
            ];
            yield return new(
                Info.Id,
                [Subject.Login(account.Id.Name)],
                null,
                null,
                tables.Length,
                $"{Subject.Login(account.Id.Name)} has left, and the account still reads {Subject.Count(tables.Length, "sensitive or unclassified table", "sensitive or unclassified tables")}.",
                new(context.WeightOf(tables), 1, IsGapOnly: tables.Length == 0)
            );
        }
    }
}
