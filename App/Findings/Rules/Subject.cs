using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>How findings name what they concern.</summary>
internal static class Subject
{
    public static string Of(TableName table) => $"table:{table}";

    public static string Login(string name) => $"login:{name}";

    public static string Database(string name) => $"db:{name}";

    public static string Flow(string id) => $"flow:{id}";

    /// <summary>An access exception.</summary>
    public static string Exception(string id) => $"exception:{id}";

    public static string Group(string name) => $"group:{name}";

    public static string Count(long number, string one, string many) =>
        number == 1 ? $"1 {one}" : FormattableString.Invariant($"{number:#,0} {many}");
}
