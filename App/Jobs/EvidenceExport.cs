using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Evidence;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Jobs;

/// <summary>Gathers a scope's facts from the estate and hands them to the pack writer.</summary>
public sealed class EvidenceExport(
    EstateQuestions questions,
    Unmasking unmasking,
    ActivityLog activity,
    EvidencePackWriter writer,
    DataFolder data,
    TimeProvider clock
)
{
    /// <summary>The folder in the data folder that packs are written to unless told otherwise.</summary>
    public const string PacksFolder = "packs";

    private static readonly string s_engineVersion =
        typeof(EvidenceExport)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "unversioned";

    /// <param name="scope"><c>group:NAME</c>, <c>db:NAME</c> or <c>table:db.t</c>.</param>
    /// <param name="parent">The pack's folder is made inside; null for packs/ in the data folder.</param>
    /// <param name="unmaskReason">Null for pseudonyms. Any unmasked export needs <c>Cli:MayUnmask</c>.</param>
    /// <exception cref="NoAnswerException">The scope names nothing.</exception>
    public async Task<EvidencePackResult> ExportAsync(
        CurrentUser user,
        Picture picture,
        string scope,
        string? parent,
        string? unmaskReason,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        progress.Report(new("Gathering the scope", 0));
        var view = await questions.ViewAsync(user, AppAction.ExportEvidence, picture, cancellationToken);
        var evidence = await Task.Run(() => EvidenceScope.Resolve(view, scope, cancellationToken), cancellationToken);
        var permit = unmaskReason is null
            ? null
            : await unmasking.RequestAsync(
                user,
                unmaskReason,
                $"evidence {scope}",
                evidence.People,
                isExport: true,
                cancellationToken
            );

        var now = clock.GetUtcNow();
        var packId = PackId(scope, view, now);
        await activity.AppendAsync(
            user,
            "evidence.export",
            $"{packId} {scope} snapshot {view.Stamp.Snapshot}",
            unmaskReason,
            cancellationToken
        );
        var head = await activity.HeadAsync(cancellationToken);
        var cover = new EvidenceCover(
            packId,
            scope,
            view.Facts.Snapshot,
            view.Stamp.At,
            now,
            user.Name,
            s_engineVersion,
            "Apache Ranger, Hive service",
            permit is null ? "pseudonyms" : "real names",
            head.Length,
            head.Hash
        );
        var rows = new EvidenceRows(view, evidence, permit, cancellationToken);
        var content = new EvidenceContent(
            cover,
            rows.Tables(),
            rows.Who(),
            rows.Paths(),
            EvidenceMethod.Notes(view, scope)
        );
        var folder = Path.Combine(parent ?? data.File(PacksFolder), packId);
        return await Task.Run(() => writer.WriteAsync(content, folder, progress, cancellationToken), cancellationToken);
    }

    /// <summary>Readable, sortable by time, and told apart by scope and snapshot: <c>EP-20260301-120000-1a2b3c</c>.</summary>
    private static string PackId(string scope, EstateView view, DateTimeOffset now)
    {
        var told = SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{view.Stamp.Digest}\n{view.Stamp.At:O}\n{now:O}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"EP-{now:yyyyMMdd-HHmmss}-{Convert.ToHexStringLower(told)[..6]}"
        );
    }
}
