using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Tests.Mutation;

/// <summary>
/// Runs the tests against Stryker's mutants in one process, which takes a hundredth of the time that a process per mutant takes. Needs
/// the assembly that Stryker made (../README.md); without <c>MUTANTS</c> in the environment it does nothing.
/// </summary>
/// <remarks>
/// <c>MUTANTS</c> names a file with the mutants' numbers, <c>MUTANT_RESULTS</c> the file to which results are added: those that stand in it
/// are not tried again, so that a run goes on where one ended. A mutant that does not end even when it is switched off ends the process:
/// start it again. What runs once per process (static initializers) cannot be switched: such a mutant is reported as <c>Static</c>, and
/// <c>MUTANT_FROM_START</c> with its number tries it in a process of its own.
/// </remarks>
public sealed class MutantTrials
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);

    // How many times longer than without a mutant a test may take.
    private const int Slowness = 10;

    private static readonly string[] s_without =
        Environment.GetEnvironmentVariable("MUTANT_TESTS_WITHOUT")?.Split(',') ?? [];

    private static readonly Type s_control = typeof(AccessIndex)
        .Assembly.GetTypes()
        .Single(type => type.Name == "MutantControl");

    private static readonly FieldInfo s_active = s_control.GetField("ActiveMutant")!;

    [Fact]
    public void Every_mutant_is_tried()
    {
        if (Environment.GetEnvironmentVariable("MUTANT_RESULTS") is not { } results)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("MUTANT_FROM_START") is { } only)
        {
            s_active.SetValue(null, int.Parse(only, CultureInfo.InvariantCulture));
            TryAll(only, Tests().ToList(), results);
            return;
        }

        if (Environment.GetEnvironmentVariable("MUTANTS") is not { } list)
        {
            return;
        }

        // A mutant may end the process, as by a stack that overflows: it is then the last one that was begun.
        var begun = results + ".begun";
        if (File.Exists(begun) && (!File.Exists(results) || !File.ReadLines(results).Any(IsOfLast)))
        {
            File.AppendAllText(results, $"{File.ReadAllText(begun)} Killed by the end of the process\n");
        }

        bool IsOfLast(string line) => line.StartsWith(File.ReadAllText(begun) + " ", StringComparison.Ordinal);

        var known = File.Exists(results) ? File.ReadLines(results).Select(line => line.Split(' ')[0]).ToHashSet() : [];
        s_active.SetValue(null, -1);
        File.WriteAllLines(results + ".places", Places().Select(place => $"{place.Mutant} {place.Where}"));
        var tests = Tests().ToList();
        var (covered, statically) = Coverage(tests);
        File.WriteAllLines(
            results + ".times",
            tests
                .OrderByDescending(test => test.Took)
                .Select(test =>
                    $"{test.Took.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture)} {test.Name}"
                )
        );
        foreach (var id in File.ReadLines(list).Where(id => !known.Contains(id)))
        {
            var number = int.Parse(id, CultureInfo.InvariantCulture);
            if (covered.TryGetValue(number, out var covering))
            {
                File.WriteAllText(begun, id);
                s_active.SetValue(null, number);
                TryAll(id, covering, results);
                s_active.SetValue(null, -1);
            }
            else
            {
                File.AppendAllText(results, $"{id} {(statically.Contains(number) ? "Static" : "NoCoverage")}\n");
            }
        }
    }

    private static void TryAll(string id, List<TestRun> covering, string results)
    {
        // Whoever has killed most in the least time goes first.
        foreach (var test in covering.OrderByDescending(test => test.Promise).ToList())
        {
            var passes = true;
            var worker = new Thread(() => passes = test.Passes(), 64 << 20);
            worker.Start();
            if (!worker.Join(s_patience + (test.Took * Slowness)))
            {
                File.AppendAllText(results, $"{id} Timeout {test.Name}\n");
                s_active.SetValue(null, -1);
                if (!worker.Join(s_patience))
                {
                    Environment.Exit(3);
                }

                return;
            }

            test.Trials++;
            if (!passes)
            {
                test.Kills++;
                File.AppendAllText(results, $"{id} Killed {test.Name}\n");
                return;
            }
        }

        File.AppendAllText(results, $"{id} Survived {covering.Count}\n");
    }

    // Which tests meet which mutant: those alone are run against it. Tests that fail without any mutant are left out.
    private static (Dictionary<int, List<TestRun>> Covered, HashSet<int> Statically) Coverage(List<TestRun> tests)
    {
        var capture = s_control.GetField("CaptureCoverage")!;
        var data = s_control.GetMethod("GetCoverageData")!;
        var covered = new Dictionary<int, List<TestRun>>();
        var statically = new HashSet<int>();
        capture.SetValue(null, true);
        foreach (var test in tests)
        {
            data.Invoke(null, null);
            var watch = Stopwatch.StartNew();
            var passes = test.Passes();
            test.Took = watch.Elapsed;
            var met = ((IEnumerable)data.Invoke(null, null)!).Cast<IEnumerable<int>>().ToList();
            statically.UnionWith(met[1]);
            if (!passes)
            {
                Console.WriteLine($"left out: {test.Name}");
                continue;
            }

            foreach (var mutant in met[0].Except(met[1]).ToHashSet())
            {
                if (!covered.TryGetValue(mutant, out var covering))
                {
                    covered.Add(mutant, covering = []);
                }

                covering.Add(test);
            }
        }

        capture.SetValue(null, false);
        Console.WriteLine($"{tests.Count} tests, {covered.Count} mutants covered");
        return (covered, statically);
    }

    // Stryker says where a mutant stands only of those that it tries itself: this reads it off the calls that switch mutants on.
    private static IEnumerable<(int Mutant, string Where)> Places()
    {
        const byte Call = 0x28;
        const byte LoadInt = 0x20;
        var token = BitConverter.GetBytes(s_control.GetMethod("IsActive")!.MetadataToken);
        var everything =
            BindingFlags.DeclaredOnly
            | BindingFlags.Public
            | BindingFlags.NonPublic
            | BindingFlags.Instance
            | BindingFlags.Static;
        foreach (var type in s_control.Assembly.GetTypes())
        {
            foreach (
                var method in type.GetMethods(everything).Cast<MethodBase>().Concat(type.GetConstructors(everything))
            )
            {
                var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
                for (var at = 5; at + 4 < code.Length; at++)
                {
                    if (code[at] == Call && code.AsSpan(at + 1, 4).SequenceEqual(token) && code[at - 5] == LoadInt)
                    {
                        yield return (BitConverter.ToInt32(code, at - 4), $"{type.FullName}.{method.Name}");
                    }
                }
            }
        }
    }

    private static IEnumerable<TestRun> Tests() =>
        typeof(MutantTrials)
            .Assembly.GetTypes()
            .Where(type => type != typeof(MutantTrials) && type.IsClass && !type.IsAbstract)
            .Where(type => !s_without.Contains(type.Name))
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Public | BindingFlags.Instance).SelectMany(method => RunsOf(type, method))
            );

    private static IEnumerable<TestRun> RunsOf(Type type, MethodInfo method)
    {
        if (method.GetCustomAttribute<TheoryAttribute>() is not null)
        {
            foreach (var row in method.GetCustomAttributes<InlineDataAttribute>())
            {
                yield return new(type, method, row.Data!);
            }

            foreach (var member in method.GetCustomAttributes<MemberDataAttribute>())
            {
                foreach (var row in (IEnumerable)type.GetProperty(member.MemberName)!.GetValue(null)!)
                {
                    yield return new(type, method, ((ITheoryDataRow)row).GetData());
                }
            }
        }
        else if (method.GetCustomAttribute<FactAttribute>() is not null)
        {
            yield return new(type, method, []);
        }
    }

    private sealed record TestRun(Type Type, MethodInfo Method, object?[] Arguments)
    {
        internal string Name => $"{Type.Name}.{Method.Name}({string.Join(',', Arguments)})";

        internal TimeSpan Took { get; set; }

        internal int Trials { get; set; }

        internal int Kills { get; set; }

        internal double Promise => (Kills + 0.2) / (Trials + 1) / (Took.TotalMilliseconds + 1);

        // A test may take the rest of its row as one array.
        private object?[] Given()
        {
            var parameters = Method.GetParameters();
            if (parameters.Length == 0 || !parameters[^1].IsDefined(typeof(ParamArrayAttribute), false))
            {
                return Arguments;
            }

            var fixedOnes = parameters.Length - 1;
            var rest = Array.CreateInstance(
                parameters[^1].ParameterType.GetElementType()!,
                Arguments.Length - fixedOnes
            );
            Array.Copy(Arguments, fixedOnes, rest, 0, rest.Length);
            return [.. Arguments[..fixedOnes], rest];
        }

        internal bool Passes()
        {
            try
            {
                var instance = Activator.CreateInstance(Type);
                using var end = instance as IDisposable;
                Method.Invoke(instance, Given());
                return true;
            }
            catch (TargetInvocationException)
            {
                return false;
            }
        }
    }
}
