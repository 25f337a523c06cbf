using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Components.Pages.Boards;

/// <summary>Where the lists behind a scope's figures are.</summary>
public static class ScopeLinks
{
    /// <summary>Who reads it.</summary>
    public static (string Text, string Link)? Readers(Picture picture, BoardAnswer answer) =>
        answer.Asked.Kind switch
        {
            ScopeKind.Table => TableName.TryParse(answer.Asked.Name, out var table)
                ? ("Who can read it, and why", Urls.Table(picture, table))
                : null,
            ScopeKind.TableGroup => ("People and tables", Urls.Group(picture, new GroupAddress(answer.Asked.Name))),
            ScopeKind.Person => ("What they can read", Urls.Person(picture, Reference(answer))),
            ScopeKind.Database or ScopeKind.Query or ScopeKind.Estate => Tables(picture, answer, null) is { } tables
                ? ("Widest tables", tables)
                : null,
        };

    /// <summary>Its tables with a label (null: all), widest first; null where no list shows just these.</summary>
    public static string? Tables(Picture picture, BoardAnswer answer, string? label)
    {
        var query = new TableQuery(Label: label, Sort: TableSort.People, Descending: true);
        return answer.Asked.Kind switch
        {
            ScopeKind.Estate => Urls.Estate(picture, query),
            ScopeKind.Database => Urls.Estate(picture, query with { Database = answer.Asked.Name }),
            ScopeKind.TableGroup => Urls.Estate(picture, query with { Group = answer.Asked.Name }),
            ScopeKind.Query => answer.Asked.Name.AsSpan().ContainsAny('*', '?')
                ? null
                : Urls.Estate(picture, query with { Search = answer.Asked.Name }),
            ScopeKind.Table => TableName.TryParse(answer.Asked.Name, out var table) ? Urls.Table(picture, table) : null,
            ScopeKind.Person => Urls.Person(picture, Reference(answer)),
        };
    }

    private static string Reference(BoardAnswer answer) =>
        answer.Scope[(answer.Scope.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
