using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>What people declared: exceptions, approvals, retention, flows and the other records of governance.</summary>
public sealed partial class EstateQuestions
{
    /// <param name="type">A record type's name; null for the first that has any.</param>
    /// <param name="search">Words that a record holds, as it is shown; null for all.</param>
    /// <exception cref="NoAnswerException">There is no such type.</exception>
    public async Task<RecordsAnswer> RecordsAsync(
        CurrentUser user,
        Picture picture,
        string? type,
        string? search,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.ViewAccess);
        var view = await active.ViewAsync(picture, cancellationToken);
        var history = await active.GovernanceAsync(view.Facts.Snapshot, cancellationToken);
        return await Task.Run(
            () =>
            {
                var book = new RecordBook(view, history);
                var types = book.Types;
                var chosen = type is null
                    ? types.FirstOrDefault(one => one.Count > 0) ?? types[0]
                    : types.FirstOrDefault(one => one.Name == type)
                        ?? throw new NoAnswerException(
                            NoAnswer.NotFound,
                            $"'{type}' is no type of record. There are: {string.Join(", ", types.Select(one => one.Name))}."
                        );
                return new RecordsAnswer(chosen, types, book.Rows(chosen.Name, search), view.Stamp);
            },
            cancellationToken
        );
    }
}
