using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Matching.Search.Tests.Elasticsearch;

/// <summary>xunit that skips classes marked <see cref="NeedsElasticsearchAttribute"/> where there is no server; contract tests inherit their facts, so the class has to say it.</summary>
public sealed class ElasticsearchTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(IAssemblyInfo assemblyInfo) =>
        new Discoverer(assemblyInfo, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Discoverer(IAssemblyInfo assembly, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkDiscoverer(assembly, sources, messages)
    {
        protected override bool FindTestsForMethod(
            ITestMethod testMethod, bool includeSourceInformation, IMessageBus messageBus, ITestFrameworkDiscoveryOptions discoveryOptions)
        {
            if (ElasticsearchServer.WhyNot is null
                || !testMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsElasticsearchAttribute)).Any()
                || !testMethod.Method.GetCustomAttributes(typeof(FactAttribute)).Any())
            {
                return base.FindTestsForMethod(testMethod, includeSourceInformation, messageBus, discoveryOptions);
            }

            return ReportDiscoveredTestCase(new SkippedTestCase(DiagnosticMessageSink, testMethod), includeSourceInformation, messageBus);
        }
    }

    /// <summary>A test, or a whole theory, that is not run.</summary>
    public sealed class SkippedTestCase : XunitTestCase
    {
        [Obsolete("For the de-serialiser.")]
        [EditorBrowsable(EditorBrowsableState.Never)]
        public SkippedTestCase()
        {
        }

        internal SkippedTestCase(IMessageSink messages, ITestMethod testMethod)
            : base(messages, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, testMethod)
        {
        }

        protected override string GetSkipReason(IAttributeInfo factAttribute) => ElasticsearchServer.WhyNot!;
    }
}
