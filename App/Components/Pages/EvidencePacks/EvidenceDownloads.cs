using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.EvidencePacks;

/// <summary>Hands out packs as zip files: over a plain address, since a pack can be larger than a circuit should carry.</summary>
public static class EvidenceDownloads
{
    /// <summary>Where a pack is fetched from; the endpoint checks sign-in and role again.</summary>
    public static string LinkTo(string packId) => $"/evidence/packs/{Uri.EscapeDataString(packId)}.zip";

    /// <summary>Maps <c>/evidence/packs/{id}.zip</c> for signed-in users whose role may export.</summary>
    public static void MapEvidenceDownloads(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/evidence/packs/{id}.zip", DownloadAsync).RequireAuthorization();

    private static async Task<IResult> DownloadAsync(
        string id,
        HttpContext http,
        EvidenceShelf shelf,
        CancellationToken cancellationToken
    )
    {
        var user = CurrentUsers.From(http.User);
        if (!RolePermissions.Allows(user, AppAction.ExportEvidence))
        {
            return Results.Forbid();
        }

        if (await shelf.OpenAsync(user, id, cancellationToken) is not { } zip)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(zip, "application/zip", $"{id}.zip");
    }
}
