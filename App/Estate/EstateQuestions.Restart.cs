using System.Collections.Immutable;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>People outside the declared audience of a table group's sensitive tables, access exceptions honoured.</summary>
/// <param name="Group">Null for the sensitive tables in no group.</param>
/// <param name="Accountable">Who answers for the group, as table-groups.csv names them; null where nobody does.</param>
/// <param name="Tables">Sensitive and unclassified ones.</param>
/// <param name="Declared">Of them those with a declared audience.</param>
public sealed record ExposedGroup(string? Group, string? Accountable, int Tables, int Declared, MeasureRange People);

/// <summary>What a restart asks of the estate.</summary>
public sealed partial class EstateQuestions
{
    /// <summary>Each table group with sensitive tables, and those in none, with the people exposed to them at the picture's instant.</summary>
    /// <exception cref="NoAnswerException">There is no such snapshot, or no policies to decide by.</exception>
    public async Task<ImmutableArray<ExposedGroup>> ExposedGroupsAsync(
        CurrentUser user,
        Picture picture,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        var audiences = await AudiencesAsync(view, cancellationToken);
        return await Task.Run(
            () =>
            {
                var grouped = view.Groups.Groups.SelectMany(group => group.Tables).ToHashSet();
                return (ImmutableArray<ExposedGroup>)
                    [
                        .. view
                            .Groups.Groups.Select(group =>
                                Of(group.Group.Name, group.Group.AccountableExec, group.Tables)
                            )
                            .Append(
                                Of(
                                    null,
                                    null,
                                    view.Tables.Select(table => table.Ordinal).Where(table => !grouped.Contains(table))
                                )
                            )
                            .Where(group => group.Tables > 0),
                    ];
            },
            cancellationToken
        );

        ExposedGroup Of(string? group, string? accountable, IEnumerable<Access.TableOrdinal> tables)
        {
            Access.TableOrdinal[] sensitive =
            [
                .. tables.Where(table => EstateView.IsSensitive(view.Tables[table.Value])),
            ];
            var standing = ScopeStanding.Of(view.Index, audiences, sensitive, view.Index.People, cancellationToken);
            return new(
                group,
                accountable is null ? null : view.Names.Person(accountable),
                sensitive.Length,
                standing.DeclaredTables,
                standing.Net.People
            );
        }
    }
}
