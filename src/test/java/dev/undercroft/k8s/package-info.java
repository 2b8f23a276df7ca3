/**
 * What is rendered for Kubernetes: the chart, its values, and the manifests made from it. Start at
 * {@link dev.undercroft.k8s.Chart}, which runs helm inside this process.
 */
package dev.undercroft.k8s;
