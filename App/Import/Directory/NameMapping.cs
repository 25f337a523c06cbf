using System.Text.Json;
using System.Text.RegularExpressions;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Directory;

/// <summary>
/// Makes of a directory's names those that Ranger knows, as usersync's settings do: first the case
/// (<c>ranger.usersync.ldap.username.caseconversion</c>), then regular expressions (<c>…mapping.username.regex</c>), in their order. Read from
/// <c>directory/mapping.json</c>:
/// <c>{"logins": {"case": "lower", "replace": [{"pattern": "@corp$", "with": ""}]}, "groups": {…}, "delimiter": ";"}</c>.
/// </summary>
internal sealed class NameMapping
{
    private const int LongestPattern = 1024;

    private Spelling _logins = Spelling.None;
    private Spelling _groups = Spelling.None;

    /// <summary>What divides the fields of usersync's CSV; null to go by their first line.</summary>
    public char? Delimiter { get; private set; }

    /// <summary>Why the mapping cannot be used; null where it can. Names would mean other people than those that policies name.</summary>
    public string? Conflict { get; private set; }

    public void Read(ImportFile file)
    {
        Conflict = $"{file.Name} cannot be read: logins and groups would not be those that policies name.";
        file.ReadJson(root =>
            file.ForEach(
                [root],
                (_, mapping) =>
                {
                    _logins = Spelling.Read(mapping.Object("logins"));
                    _groups = Spelling.Read(mapping.Object("groups"));
                    Delimiter = mapping.Text("delimiter") switch
                    {
                        null => null,
                        [not ('"' or '\r' or '\n') and var one] when char.IsAscii(one) => one,
                        _ => throw new InvalidDataException("'delimiter' should be one ASCII character"),
                    };
                    Conflict = null;
                    file.Accept();
                }
            )
        );
    }

    /// <summary>Null where nothing is left of the name.</summary>
    public PrincipalId? Map(PrincipalId id) =>
        id.Namespace switch
        {
            PrincipalNamespace.Login => _logins.Map(id.Name) is { } login ? PrincipalId.Login(login) : null,
            PrincipalNamespace.Group => _groups.Map(id.Name) is { } group ? PrincipalId.Group(group) : null,
            PrincipalNamespace.Role => id,
        };

    private sealed record Spelling(string? Case, (Regex Pattern, string With)[] Replacements)
    {
        public static Spelling None { get; } = new(null, []);

        public static Spelling Read(JsonElement? element)
        {
            if (element is not { } rules)
            {
                return None;
            }

            var conversion = rules.Text("case")?.ToLowerInvariant();
            return conversion is null or "none" or "lower" or "upper"
                ? new(conversion, [.. rules.Objects("replace").Select(Replacement)])
                : throw new InvalidDataException("'case' is none of lower, upper, none");
        }

        public string? Map(string name)
        {
            name = Case switch
            {
                "lower" => name.ToLowerInvariant(),
                "upper" => name.ToUpperInvariant(),
                _ => name,
            };
            foreach (var (pattern, with) in Replacements)
            {
                name = pattern.Replace(name, with);
            }

            return name.Length == 0 || name.Any(char.IsControl) ? null : name;
        }

        // Without backtracking: no pattern can make an import hang.
        private static (Regex, string) Replacement(JsonElement rule)
        {
            var pattern = rule.Text("pattern") ?? throw new InvalidDataException("'pattern' is missing");
            if (pattern.Length > LongestPattern)
            {
                throw new InvalidDataException($"'pattern' is longer than {LongestPattern} characters");
            }

            try
            {
                return (
                    new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant),
                    rule.Text("with") ?? ""
                );
            }
            catch (ArgumentException)
            {
                throw new InvalidDataException("'pattern' is no regular expression that can be used");
            }
            catch (NotSupportedException)
            {
                throw new InvalidDataException("'pattern' uses look-around or back references, which are not read");
            }
        }
    }
}
