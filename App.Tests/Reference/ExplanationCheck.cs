using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Holds an explanation to the facts: right level, real items, true and shortest chains, and no deciding policy missing.</summary>
internal sealed class ExplanationCheck(EstateFacts facts, ReferenceEvaluator reference, AccessIndex index)
{
    internal void Verify(PrincipalOrdinal account, TableOrdinal table, string? column)
    {
        var login = index.Accounts[account.Value].Id.Name;
        var resource = index.Table(table);
        var explanation = index.Explain(account, table, column);
        var readable = reference.ReadableColumns(login, resource);
        var asked = column is null
            ? [.. Enumerable.Range(0, resource.Columns.Length)]
            : new[] { IndexOf(resource, column) };
        var place = $"{login} on {resource.Name}.{column}";
        var level =
            column is null ? reference.LevelOn(login, resource).Lower
            : readable.Contains(asked[0]) ? AccessLevel.Full
            : AccessLevel.None;
        Check(level == explanation.Level, place, $"level {explanation.Level}, expected {level}");
        Check(
            explanation.Columns.SequenceEqual(asked.Intersect(readable)),
            place,
            "columns " + string.Join(',', explanation.Columns)
        );
        Check((explanation.WhyNot is null) == (level == AccessLevel.Full), place, "why not: " + explanation.WhyNot);
        Check(
            explanation.WhyNot is null || !NamesAPerson(explanation.WhyNot),
            place,
            "names a person: " + explanation.WhyNot
        );
        foreach (var opinion in explanation.Deciding)
        {
            VerifyOpinion(login, resource, opinion, place);
            Check(
                opinion.Effect == (level >= AccessLevel.TableOnly ? Effect.Allow : Effect.Deny),
                place,
                $"a deciding {opinion.Effect} at {level}"
            );
        }

        foreach (var losing in explanation.Losing)
        {
            VerifyChain(login, losing.Opinion.Chain, place);
        }

        if (explanation.Deciding.Any(opinion => opinion.Via == AccessVia.SuperUser))
        {
            Check(
                facts.Service!.SuperUsers.Contains(login)
                    || facts.Service.NamedSuperGroups.Any(reference.ContainersOf(login).Groups.Contains),
                place,
                "no super user"
            );
            return;
        }

        foreach (var position in explanation.Columns)
        {
            var expected = DecidingPolicies(login, resource, resource.Columns[position].Name, Effect.Allow);
            var actual = explanation
                .Deciding.Where(opinion => opinion.Columns.Contains(position))
                .Select(opinion => opinion.PolicyId!.Value)
                .Distinct()
                .Order();
            Check(
                expected.SequenceEqual(actual),
                place,
                $"column {position} decided by {string.Join(',', actual)}, expected {string.Join(',', expected)}"
            );
        }

        if (level < AccessLevel.TableOnly)
        {
            foreach (var position in asked)
            {
                var expected = DecidingPolicies(login, resource, resource.Columns[position].Name, Effect.Deny);
                var actual = explanation
                    .Deciding.Where(opinion => opinion.Columns.Contains(position))
                    .Select(opinion => opinion.PolicyId!.Value)
                    .Distinct()
                    .Order();
                Check(
                    expected.SequenceEqual(actual),
                    place,
                    $"column {position} denied by {string.Join(',', actual)}, expected {string.Join(',', expected)}"
                );
            }
        }
    }

    private IEnumerable<long> DecidingPolicies(string login, TableResource table, string? column, Effect effect)
    {
        var opinions = facts
            .Policies.Where(_ => facts.Service is not null)
            .Select(policy =>
                (
                    Policy: policy,
                    Effect: reference.OpinionOf(policy, login, table.Name.Database, table.Name.Table, column, "select")
                )
            )
            .Where(opinion => opinion.Effect is not null)
            .ToArray();
        var top = opinions.Length == 0 ? 0 : opinions.Max(opinion => opinion.Policy.Priority);
        return opinions
            .Where(opinion => opinion.Policy.Priority == top && opinion.Effect == effect)
            .Select(opinion => opinion.Policy.Id)
            .Order();
    }

    private void VerifyOpinion(string login, TableResource table, AccessOpinion opinion, string place)
    {
        VerifyChain(login, opinion.Chain, place);
        if (opinion.Via == AccessVia.SuperUser)
        {
            return;
        }

        var policy = facts.Policies.Single(known => known.Id == opinion.PolicyId);
        Check(
            policy.IsEnabled && policy.Name == opinion.PolicyName && policy.Priority == opinion.Priority,
            place,
            $"policy {policy.Id}"
        );
        foreach (var position in opinion.Columns)
        {
            var said = reference.OpinionOf(
                policy,
                login,
                table.Name.Database,
                table.Name.Table,
                table.Columns[position].Name,
                "select"
            );
            Check(said == opinion.Effect, place, $"policy {policy.Id} says {said}, not {opinion.Effect}");
        }

        if (opinion.Via == AccessVia.DenyAllElse)
        {
            Check(policy.IsDenyAllElse && opinion.List is null, place, "deny all else");
            return;
        }

        var item = policy.Items(opinion.List!.Value)[opinion.ItemIndex!.Value];
        Check(
            ReferenceMatch.Grants(item, "select", policy.IsTagPolicy, facts.Service!),
            place,
            "the item does not speak on select"
        );
        var naming = opinion.Chain[^1].Name;
        Check(
            opinion.Via switch
            {
                AccessVia.Named => item.Users.Contains(login),
                AccessVia.Group => item.Groups.Contains(naming) && naming != "public",
                AccessVia.Role => item.Roles.Contains(naming),
                AccessVia.Everyone => item.Groups.Contains("public"),
                AccessVia.AnyUser => item.Users.Contains("{USER}"),
                AccessVia.Owner => item.Users.Contains("{OWNER}") && table.Creator == login,
                AccessVia.SuperUser or AccessVia.DenyAllElse => false,
            },
            place,
            $"policy {policy.Id} {opinion.List} {opinion.ItemIndex} does not name {naming}"
        );
    }

    private void VerifyChain(string login, ImmutableArray<PrincipalId> chain, string place)
    {
        Check(chain[0] == PrincipalId.Login(login), place, "the chain does not start at the login");
        for (var link = 1; link < chain.Length; link++)
        {
            Check(
                facts.Memberships.Contains(new(chain[link - 1], chain[link])) || (link == 1 && chain[link].IsEveryone),
                place,
                $"{chain[link - 1]} is not in {chain[link]}"
            );
        }

        Check(chain.Length == Distance(login, chain[^1]), place, "a shorter chain exists");
    }

    // Rings around the login, one step at a time: how many links the shortest chain has.
    private int Distance(string login, PrincipalId target)
    {
        HashSet<PrincipalId> ring = [PrincipalId.Login(login)];
        var length = 1;
        for (; !ring.Contains(target); length++)
        {
            ring.UnionWith([
                .. facts.Memberships.Where(edge => ring.Contains(edge.Member)).Select(edge => edge.Container),
                PrincipalId.Everyone,
            ]);
        }

        return length;
    }

    private bool NamesAPerson(string sentence) =>
        sentence
            .Split(' ', '"', '.', ',')
            .Any(word =>
                facts.Principals.Any(principal =>
                    principal.Id.Namespace == PrincipalNamespace.Login
                    && principal.Id.Name == word
                    && facts.Databases.All(database => database.Name != word)
                )
            );

    private static int IndexOf(TableResource table, string column) =>
        Enumerable.Range(0, table.Columns.Length).Single(position => table.Columns[position].Name == column);

    private static void Check(bool holds, string place, string what) => Assert.True(holds, $"{place}: {what}");
}
