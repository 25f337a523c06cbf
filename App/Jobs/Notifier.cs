using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GovernanceDashboard.Data;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Jobs;

/// <summary>
/// Writes notifications: each is one JSON file of the outbox, whole or not there, and a row for each webhook that it has to reach. Thread-safe.
/// Titles and details name no person.
/// </summary>
public sealed class Notifier(
    DataFolder folder,
    NotificationStore store,
    IOptions<NotificationOptions> options,
    TimeProvider clock
)
{
    /// <summary>The folder's name in the data folder.</summary>
    public const string Outbox = "outbox";

    private const int Shown = 200;

    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="kind">A short fixed word, such as <c>import failed</c>.</param>
    /// <param name="details">Written as JSON.</param>
    public async Task TellAsync(string kind, string title, object details, CancellationToken cancellationToken)
    {
        var (id, at) = (Guid.NewGuid(), clock.GetUtcNow());
        var body = JsonSerializer.Serialize(
            new
            {
                id,
                at = UtcText.Of(at),
                kind,
                title,
                details,
            },
            s_json
        );
        var file = string.Create(
            CultureInfo.InvariantCulture,
            $"{at.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}-{kind.Replace(' ', '-')}-{id:N}.json"
        );
        var outbox = folder.Folder(Outbox);
        var fresh = Path.Combine(outbox, $".{file}.new");
        await File.WriteAllTextAsync(fresh, body + "\n", cancellationToken);
        File.Move(fresh, Path.Combine(outbox, file));
        foreach (var target in options.Value.Webhooks.Select(webhook => (string?)webhook.AbsoluteUri).DefaultIfEmpty())
        {
            await store.AddAsync(
                new(Guid.NewGuid(), at, kind, title, body, file, target, nameof(NotificationState.Kept), 0, null, null)
                {
                    State = (target is null ? NotificationState.Kept : NotificationState.Waiting).ToString(),
                    NextTryAt = target is null ? null : at,
                },
                cancellationToken
            );
        }
    }

    /// <summary>The newest, newest first.</summary>
    /// <exception cref="AccessRefusedException">The role may not see them.</exception>
    public async Task<ImmutableArray<Notification>> ListAsync(CurrentUser user, CancellationToken cancellationToken)
    {
        RolePermissions.Demand(user, AppAction.ViewActivity);
        return [.. (await store.NewestAsync(Shown, cancellationToken)).Select(Notification.Of)];
    }

    /// <summary>Has a delivery tried again now, with all its tries.</summary>
    /// <exception cref="AccessRefusedException">The user may not import, and so not send either.</exception>
    public async Task RetryAsync(CurrentUser user, Guid id, CancellationToken cancellationToken)
    {
        RolePermissions.Demand(user, AppAction.Import);
        var row = (await store.NewestAsync(Shown, cancellationToken)).FirstOrDefault(one => one.Id == id);
        if (row is { Target: not null } && row.State != nameof(NotificationState.Delivered))
        {
            await store.UpdateAsync(
                row with
                {
                    State = nameof(NotificationState.Waiting),
                    Tries = 0,
                    NextTryAt = clock.GetUtcNow(),
                    Problem = null,
                },
                cancellationToken
            );
        }
    }
}
