using System.Globalization;
using System.Text.Json;

namespace GovernanceDashboard.Benchmarks.Estates;

/// <summary>
/// Adds to a folder that <c>generate</c> wrote what the largest estates have more of: a usersync file with memberships, and grants of the metastore.
/// The same folder and seed give the same files.
/// </summary>
internal static class LargeSources
{
    private const int Groups = 4_000;
    private const int Seed = 20_261_017;

    internal static void Add(DirectoryInfo folder, int memberships, int grants)
    {
        var logins = Logins(folder.FullName);
        var random = new Random(Seed);
        using (var file = new StreamWriter(Path.Combine(folder.FullName, "directory", "memberships.csv")))
        {
            foreach (var login in logins)
            {
                var groups = Enumerable
                    .Range(0, memberships / logins.Count)
                    .Select(_ => random.Next(Groups))
                    .Distinct();
                file.Write(login);
                foreach (var group in groups)
                {
                    file.Write(string.Create(CultureInfo.InvariantCulture, $",large-{group:D4}"));
                }

                file.Write('\n');
            }
        }

        var tables = File.ReadLines(Path.Combine(folder.FullName, "hive", "TBLS.csv"))
            .Skip(1)
            .Select(line => line[..line.IndexOf(',', StringComparison.Ordinal)])
            .ToArray();
        string[] privileges = ["SELECT", "INSERT", "UPDATE"];
        using var privs = new StreamWriter(Path.Combine(folder.FullName, "hive", "TBL_PRIVS.csv"));
        privs.Write(
            "TBL_GRANT_ID,CREATE_TIME,GRANT_OPTION,GRANTOR,GRANTOR_TYPE,PRINCIPAL_NAME,PRINCIPAL_TYPE,TBL_PRIV,TBL_ID,AUTHORIZER\n"
        );
        var seen = new HashSet<(string, string, string)>();
        while (seen.Count < grants)
        {
            var (table, login) = (tables[random.Next(tables.Length)], logins[random.Next(logins.Count)]);
            var privilege = privileges[random.Next(privileges.Length)];
            if (seen.Add((table, login, privilege)))
            {
                privs.Write(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{seen.Count},1700000000,0,admin,USER,{login},USER,{privilege},{table},SQL\n"
                    )
                );
            }
        }
    }

    private static List<string> Logins(string folder)
    {
        var logins = new List<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "directory"), "scim-users-*.json").Order())
        {
            using var page = JsonDocument.Parse(File.ReadAllBytes(file));
            logins.AddRange(
                page.RootElement.GetProperty("Resources")
                    .EnumerateArray()
                    .Select(user => user.GetProperty("userName").GetString()!)
            );
        }

        return logins;
    }
}
