using System.Text.Json;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>
/// Cases on static access lists. The peer answers per name and approximates; here they are checked one way (semantics, section 17):
/// what it calls allowed must be allowed for whoever bears the name, what it calls denied must be denied, conditional may be anything.
/// A mask or row filter that is the only one for a name must be what that one is shown.
/// </summary>
internal static class AccessListCases
{
    private const long Denied = -1;
    private const long Allowed = 1;

    public static IEnumerable<CaseResult> Run(JsonElement file, Companions companions, DateTimeOffset now)
    {
        foreach (var testCase in file.Objects("testCases"))
        {
            var download =
                testCase.Object("servicePolicies")
                ?? throw new InvalidDataException("a test case has no 'servicePolicies'");
            var engine = new RangerEngine(EngineReader.FromDownload(download, companions));
            var missingTags = EngineReader.MissingTags(download, companions);
            foreach (var test in testCase.Objects("tests").Where(test => test.EnumerateObject().Any()))
            {
                var name = $"{testCase.Text("name")}: {CaseValues.NameOf(test)}";
                yield return (missingTags ?? KnownFields.UnknownIn(test)) is { } reason
                    ? CaseResult.Skipped(name, reason)
                    : CaseResult.Attempt(name, () => Run(name, test, engine, now));
            }
        }
    }

    private static CaseResult Run(string name, JsonElement test, RangerEngine engine, DateTimeOffset now)
    {
        var asking = new AccessRequest
        {
            Resource = CaseValues.Resource(test.Object("resource")),
            Scope = RequestReader.Scope(test),
            AccessTime = now,
            IsComplete = true,
        };
        return CaseResult.Of(
            name,
            [
                .. Compare(test, "userPermissions", user => asking with { User = user }, engine),
                .. Compare(test, "groupPermissions", group => asking with { Groups = [group] }, engine),
                .. Compare(test, "rolePermissions", role => asking with { Roles = [role] }, engine),
                .. Shown(test, "dataMasks", asking, request => Word(engine.MaskOf(request), shown => shown.Mask?.Type)),
                .. Shown(
                    test,
                    "rowFilters",
                    asking,
                    request => Word(engine.RowFilterOf(request), shown => shown.RowFilter)
                ),
            ]
        );
    }

    private static IEnumerable<(string, string?, string?)> Compare(
        JsonElement test,
        string list,
        Func<string, AccessRequest> requestOf,
        RangerEngine engine
    )
    {
        foreach (var principal in CaseValues.Members(test.Object(list)))
        {
            foreach (var access in CaseValues.Members(principal.Value))
            {
                var expected = access.Value.Number("result");
                if (expected is not (Allowed or Denied))
                {
                    continue;
                }

                var decision = engine.Decide(requestOf(principal.Name) with { AccessType = access.Name });
                yield return (
                    $"{list} {principal.Name} {access.Name}",
                    expected == Allowed ? "Allowed" : "Denied",
                    decision.Outcome.ToString()
                );
            }
        }
    }

    // Null where it cannot be told.
    private static string? Word(ShownAs shown, Func<ShownAs, string?> of) =>
        shown.Undecided.IsEmpty && !shown.IsConditional ? of(shown) ?? "" : null;

    // The peer lists all that may apply, in no order that decides: only what stands alone for a name is a claim about it.
    private static IEnumerable<(string, string?, string?)> Shown(
        JsonElement test,
        string list,
        AccessRequest asking,
        Func<AccessRequest, string?> shownTo
    )
    {
        var named = test.Objects(list).SelectMany(entry => Named(entry, asking)).ToArray();
        if (Array.Exists(named, one => one.Name == PrincipalId.Everyone.Name))
        {
            yield break; // what everybody is shown may come before or after what names one
        }

        foreach (var same in named.GroupBy(one => (one.Kind, one.Name, one.Request.AccessType)))
        {
            var expected = same.First();
            if (
                same.All(one => !one.IsOpen && one.Shown == expected.Shown)
                && !expected.Name.StartsWith('{')
                && shownTo(expected.Request) is { } got
            )
            {
                yield return ($"{list} {same.Key.Kind} {same.Key.Name} {same.Key.AccessType}", expected.Shown, got);
            }
        }
    }

    private static IEnumerable<(string Kind, string Name, AccessRequest Request, string Shown, bool IsOpen)> Named(
        JsonElement entry,
        AccessRequest asking
    )
    {
        var shown =
            entry.Object("maskInfo")?.Text("dataMaskType") ?? entry.Object("filterInfo")?.Text("filterExpr") ?? "";
        var isOpen = entry.Flag("isConditional", missing: false);
        return entry
            .Texts("users")
            .Select(user => ("user", user, asking with { User = user }))
            .Concat(entry.Texts("groups").Select(group => ("group", group, asking with { Groups = [group] })))
            .Concat(entry.Texts("roles").Select(role => ("role", role, asking with { Roles = [role] })))
            .SelectMany(one =>
                entry
                    .Texts("accessTypes")
                    .Select(type => (one.Item1, one.Item2, one.Item3 with { AccessType = type }, shown, isOpen))
            );
    }
}
