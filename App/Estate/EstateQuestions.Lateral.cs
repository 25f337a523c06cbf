using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Security;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Estate;

/// <summary>What somebody could come to read.</summary>
public sealed partial class EstateQuestions
{
    /// <summary>Tables that a person or service account reads, and those that they could come to read without anybody else's doing, by which way and in how many hops (R-24).</summary>
    /// <param name="person">A pseudonym or login.</param>
    /// <exception cref="NoAnswerException">There is no such person, or no policies to decide by.</exception>
    public async Task<LateralAnswer> LateralAsync(
        CurrentUser user,
        Picture picture,
        string person,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        var principal = FindPrincipal(view, person);
        var account =
            view.Index.FindAccount(principal.Id.Name)
            ?? throw new NoAnswerException(NoAnswer.NotFound, "Nobody has this login at that instant.");
        return await Task.Run(
            () =>
            {
                var reach = LateralReach.Of(view.Index, account, cancellationToken);
                return new LateralAnswer(
                    view.LabelOf(principal, null),
                    reach.Direct.Count,
                    [
                        .. reach
                            .Tables.Select(table => new LateralRow(
                                view.Index.Table(table.Table).Name,
                                ClassTaxonomy.LabelOf(
                                    view.Groups.ClassesOf(table.Table),
                                    view.Groups.PossibleOf(table.Table)
                                ),
                                [.. table.Ways.Select(way => Path(view, way))]
                            ))
                            .OrderByDescending(row => row.IsSensitive)
                            .ThenBy(row => row.Paths[0].Hops)
                            .ThenBy(row => row.Table),
                    ],
                    view.Stamp
                );
            },
            cancellationToken
        );
    }

    private static LateralPath Path(EstateView view, LateralStep step) =>
        new(step.Way, step.Hops, step.IsConditional, Said(view, step));

    private static string Said(EstateView view, LateralStep step)
    {
        var who = view.LabelOfLogin(step.Chain[0].Name, null).Text;
        ImmutableArray<string> through =
        [
            .. step
                .Chain.Skip(1)
                .Select(id => id.Namespace == PrincipalNamespace.Role ? $"the role {id.Name}" : $"the group {id.Name}"),
        ];
        var holder = through.IsEmpty ? who : $"{who}, in {string.Join(", in ", through)},";
        var policy = step.Policy is { } one ? $"policy {one.Id} \"{view.Names.Text(one.Name)}\"" : "";
        return step.Way switch
        {
            LateralWay.DelegatedAdmin =>
                $"{holder} is a delegated administrator of {policy} and may add an account of theirs to it{(step.IsConditional ? ", where its conditions hold" : "")}.",
            LateralWay.GrantOption =>
                $"{holder} holds a grant with the grant option and may hand it on{(step.IsConditional ? ", where its conditions hold" : "")}.",
            LateralWay.RoleAdmin => $"{holder} may take the role admin, which reads everything.",
        };
    }
}
